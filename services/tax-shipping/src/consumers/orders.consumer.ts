import { Controller, Inject } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { OnEvent } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { demoTables } from '../data/demo-tables.js';
import { priceOrder } from '../domain/price-order.js';
import { taxDayOf } from '../domain/tax-day.js';

@Controller()
export class OrdersConsumer {
  constructor(@Inject(ORDER_LOG) private readonly orders: OrderLog) {}

  /** At the rates of the day it was placed, whenever the message gets here. */
  @OnEvent('OrderPlaced')
  async price(event: Extract<RecordedEvent, { type: 'OrderPlaced' }>): Promise<void> {
    const day = taxDayOf(event.header.occurredAt);
    invariant(day !== undefined, 'an event says when it happened');
    await this.orders.startStream(event, [priceOrder(event.data, day, demoTables)]);
  }
}
