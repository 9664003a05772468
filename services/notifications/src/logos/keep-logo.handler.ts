import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ReceiptSettingsInForce } from '../settings/receipt-settings.repository.js';
import { checkLogo, type Logo } from './logo.js';
import { Logos } from './logos.repository.js';

/** Takes a merchant's logo. It goes out with mails once their settings name it. */
@Injectable()
export class KeepLogo {
  constructor(
    private readonly logos: Logos,
    private readonly settings: ReceiptSettingsInForce,
  ) {}

  /** Throws what `checkLogo` throws. The same image again is the same logo. */
  async keep(merchant: string, bytes: Buffer): Promise<Logo> {
    const logo = { ...checkLogo(bytes), sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
    const settings = await Promise.all((['test', 'live'] as const).map((mode) => this.settings.of({ merchant, mode })));
    await this.logos.keep(
      merchant,
      logo,
      settings.map(({ document }) => document.logo),
    );
    return logo;
  }
}
