import { Controller } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { AssessHandler } from './assess.handler.js';

@Controller()
export class OrdersConsumer {
  constructor(private readonly orders: AssessHandler) {}

  @OnEvent('OrderPriced')
  assess(event: Extract<RecordedEvent, { type: 'OrderPriced' }>): Promise<void> {
    return this.orders.assess(event);
  }
}
