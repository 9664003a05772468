import { Controller, Inject } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { Attempts } from '../adapters/postgres/attempts.js';
import { defaultLimits } from '../data/default-limits.js';
import { assessOrder } from '../domain/assess-order.js';

@Controller()
export class OrdersConsumer {
  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly attempts: Attempts,
  ) {}

  /** The attempt is counted before the assessment is appended; a message that comes again is counted once and finds the same counts. */
  @OnEvent('OrderPriced')
  async assess(event: Extract<RecordedEvent, { type: 'OrderPriced' }>): Promise<void> {
    const precedents = await this.attempts.record(event);
    await this.orders.startStream(event, [assessOrder(event.data, precedents, defaultLimits)]);
  }
}
