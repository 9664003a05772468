import { Inject, Injectable } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { type SettingsScope, SettingsStore } from '@tollgate/settings';
import { shippingSettings } from '../settings/shipping-settings.schema.js';
import { taxSettings } from '../settings/tax-settings.schema.js';
import { taxDayOf } from '../tax/tax-day.js';
import type { Cart } from './cart.js';
import { type Pricing, priceOrder } from './price-order.js';

/** Prices orders once each, and carts as often as somebody asks: by one decision. */
@Injectable()
export class PriceHandler {
  constructor(
    @Inject(ORDER_LOG) private readonly log: Pick<OrderLog, 'startStream'>,
    @Inject(SettingsStore) private readonly settings: Pick<SettingsStore, 'current'>,
  ) {}

  /** At the rates of the day it was placed, whenever the message gets here. */
  async priceOrder(event: RecordedEventOf<'OrderPlaced'>): Promise<void> {
    const day = taxDayOf(event.header.occurredAt);
    invariant(day !== undefined, 'an event says when it happened');
    await this.log.startStream(event, [await this.price(event.data, day, event.header)]);
  }

  /** What a cart costs a merchant's customer as of a day (YYYY-MM-DD, UTC). */
  async price(cart: Cart, day: string, scope: SettingsScope): Promise<Pricing> {
    const tax = await this.settings.current(taxSettings, scope);
    const shipping = await this.settings.current(shippingSettings, scope);
    return priceOrder(cart, day, { tax, shipping });
  }
}
