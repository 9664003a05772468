import { Module } from '@nestjs/common';
import type { SettingsCheck } from '@tollgate/settings';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import { noSuchLogo } from './logo.js';
import { Logos } from './logos.repository.js';

export const LOGO_CHECK = Symbol('LOGO_CHECK');

/** Settings name a logo that is there. */
const check = {
  provide: LOGO_CHECK,
  inject: [Logos],
  useFactory:
    (logos: Logos): SettingsCheck =>
    async (area, document, { merchant }) => {
      const { logo } = document as ReceiptSettings;
      if (area !== 'receipt' || logo === '' || (await logos.has(merchant, logo))) return;
      throw noSuchLogo();
    },
};

@Module({ providers: [Logos, check], exports: [Logos, check] })
export class LogosModule {}
