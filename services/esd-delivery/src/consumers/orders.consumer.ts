import { Controller, Inject } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import type { OrderLog } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { grantDownload } from '../domain/grant-download.js';

@Controller()
export class OrdersConsumer {
  constructor(@Inject(ORDER_LOG) private readonly orders: OrderLog) {}

  /** Everything comes with the payment, so nothing is read; and links are made from names, so nothing else is written. */
  @OnEvent('PaymentCaptured')
  async grant(event: Extract<RecordedEvent, { type: 'PaymentCaptured' }>): Promise<void> {
    const granted = grantDownload(event.data, event.header.occurredAt);
    if (granted.length > 0) await this.orders.startStream(event, granted);
  }
}
