import { Controller } from '@nestjs/common';
import type { RecordedEvent } from '@tollgate/contracts';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { AuthorizeOrder } from './authorize-order.js';
import { CaptureOrder } from './capture-order.js';

/** The door for orders: an accepted one is authorized, a preauth captured when its merchant asks. */
@Controller()
export class OrdersConsumer {
  constructor(
    private readonly authorizations: AuthorizeOrder,
    private readonly captures: CaptureOrder,
  ) {}

  @OnEvent('FraudAssessed')
  async authorize(event: RecordedEvent & { readonly type: 'FraudAssessed' }, context: EventContext): Promise<void> {
    if (event.data.decision === 'accept') await this.authorizations.handle(event.header.order, context);
  }

  @OnEvent('CaptureRequested')
  async capture(event: RecordedEvent & { readonly type: 'CaptureRequested' }, context: EventContext): Promise<void> {
    await this.captures.handle(event.header.order, context);
  }
}
