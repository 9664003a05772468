import { Controller, Inject } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { isGrantDue } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { DeliveryPolicy } from '../settings/delivery-policy.repository.js';
import { type Grant, grantCapture, grantSale } from './grant-downloads.js';
import { reissueDownloads } from './reissue-downloads.js';
import { revokeAccess } from './revoke-access.js';

/** What becomes of access: a capture grants it, a refund revokes it, and a merchant has its links issued anew. */
@Controller()
export class GrantsConsumer {
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly policy: DeliveryPolicy,
  ) {}

  /** Everything comes with a sale's capture, so nothing is read; links are made from names, so nothing else is written. */
  @OnEvent('PaymentCaptured')
  async grant(event: RecordedEventOf<'PaymentCaptured'>, { cause }: EventContext): Promise<void> {
    const { header, data } = event;
    const { document: settings, version: settingsVersion } = await this.policy.of(header);
    const grant: Grant = { capturedAt: header.occurredAt, settings, settingsVersion };
    if (!data.isSale) {
      await this.log.decide(orderTarget(header.subject.id), cause, (order) => grantCapture(order, data, grant));
      return;
    }
    const granted = grantSale(data, grant);
    if (granted.length > 0) await this.log.startStream(event, granted, cause.traceparent);
  }

  @OnEvent('DownloadsReissueRequested')
  async reissue({ header, data }: RecordedEventOf<'DownloadsReissueRequested'>, { cause }: EventContext): Promise<void> {
    const { document: settings, version: settingsVersion } = await this.policy.of(header);
    const reissue = { request: header.id, requestedAt: header.occurredAt, settings, settingsVersion };
    await this.log.decide(orderTarget(header.subject.id), cause, (order) => reissueDownloads(order, data, reissue));
  }

  /** Throws TransientError while a grant is due, as a capture's event may come later than the refund's: what is revoked first would be granted
   *  afterwards. */
  @OnEvent('PaymentRefunded')
  async revoke({ header, data }: RecordedEventOf<'PaymentRefunded'>, { cause }: EventContext): Promise<void> {
    await this.log.decide(orderTarget(header.subject.id), cause, (order) => {
      if (isGrantDue(order)) throw new TransientError('the grant of what was captured comes first');
      return revokeAccess(order, data.operation);
    });
  }
}
