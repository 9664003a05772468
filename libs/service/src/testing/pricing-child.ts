/** A service in a process of its own, for tests that kill it. Without decorator syntax, so that Node runs it as it is;
 *  it needs a build. */
import { Controller, Inject, Module } from '@nestjs/common';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG, startService } from '@tollgate/service';
import { z } from 'zod';

class OrdersConsumer {
  private readonly orders: OrderLog;

  constructor(orders: OrderLog) {
    this.orders = orders;
  }

  async price(event: Extract<RecordedEvent, { readonly type: 'OrderPlaced' }>): Promise<void> {
    await this.orders.startStream(event, [newEvent('OrderPricingFailed', { code: 'no_method', detail: '' })]);
  }
}
Controller()(OrdersConsumer);
Inject(ORDER_LOG)(OrdersConsumer, undefined, 0);
const price = Object.getOwnPropertyDescriptor(OrdersConsumer.prototype, 'price') as TypedPropertyDescriptor<
  OrdersConsumer['price']
>;
OnEvent('OrderPlaced')(OrdersConsumer.prototype, 'price', price);

class AppModule {}
Module({ controllers: [OrdersConsumer] })(AppModule);

await startService({ name: 'tax-shipping', module: AppModule, config: z.object({}) });
