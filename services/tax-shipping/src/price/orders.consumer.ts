import { Controller } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { PriceHandler } from './price.handler.js';

@Controller()
export class OrdersConsumer {
  constructor(private readonly prices: PriceHandler) {}

  @OnEvent('OrderPlaced')
  price(event: Extract<RecordedEvent, { type: 'OrderPlaced' }>): Promise<void> {
    return this.prices.priceOrder(event);
  }
}
