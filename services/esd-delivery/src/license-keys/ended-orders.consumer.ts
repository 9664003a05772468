import { Controller } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { OrderLicenseKeys } from './order-keys.handler.js';

/** An order that ends without what it was placed for gives the keys that were kept for it to the next one at once. What fraud rejects by itself is
 *  told by the ingress that answers it: that event comes with every order, and nearly all of them go on. */
@Controller()
export class EndedOrdersConsumer {
  constructor(private readonly keys: OrderLicenseKeys) {}

  @OnEvent(
    'OrderPricingFailed',
    'FraudReviewResolved',
    'OrderRejected',
    'PaymentDeclined',
    'AuthorizationUnknown',
    'AuthorizationExpired',
    'PaymentVoided',
    'CaptureFailed',
  )
  async end({ header }: Pick<RecordedEvent, 'header'>): Promise<void> {
    await this.keys.follow(header.subject.id);
  }
}
