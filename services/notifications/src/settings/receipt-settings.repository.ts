import { Injectable } from '@nestjs/common';
import type { Order } from '@tollgate/order';
import { type CurrentSettings, type SettingsArea, SettingsStore } from '@tollgate/settings';
import { defaultReceipt, type ReceiptSettings, receiptSchema } from './receipt.schema.js';

export const receiptArea: SettingsArea<ReceiptSettings> = {
  area: 'receipt',
  service: 'notifications',
  schema: receiptSchema,
  defaults: defaultReceipt,
};

/** What a merchant's mails say of the shop, as it is in force. */
@Injectable()
export class ReceiptSettingsInForce {
  constructor(private readonly settings: SettingsStore) {}

  of({ merchant, mode }: Pick<Order, 'merchant' | 'mode'>): Promise<CurrentSettings<ReceiptSettings>> {
    return this.settings.current(receiptArea, { merchant, mode });
  }
}
