import { Controller } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { AuthorizeOrderHandler } from './authorize-order.handler.js';

/** An order that was accepted, by fraud's rules or by whoever looked at it, is authorized. */
@Controller()
export class AuthorizeConsumer {
  constructor(private readonly authorizations: AuthorizeOrderHandler) {}

  @OnEvent('FraudAssessed', 'FraudReviewResolved')
  async authorize(
    { header, data }: RecordedEventOf<'FraudAssessed'> | RecordedEventOf<'FraudReviewResolved'>,
    { cause }: EventContext,
  ): Promise<void> {
    const { id: order } = header.subject;
    if (data.decision === 'accept') await this.authorizations.handle(order, cause);
    else if (data.decision === 'reject') await this.authorizations.forgetCard(order);
  }

  /** What has no price is never charged. */
  @OnEvent('OrderPricingFailed')
  async forgetCard({ header }: RecordedEventOf<'OrderPricingFailed'>): Promise<void> {
    await this.authorizations.forgetCard(header.subject.id);
  }
}
