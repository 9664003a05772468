import { Controller, Inject } from '@nestjs/common';
import type { RecordedEventOf } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { isGrantDue, isLicenseKeys, type Order } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { OrderLicenseKeys } from '../license-keys/order-keys.handler.js';
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
    private readonly keys: OrderLicenseKeys,
  ) {}

  /** Everything comes with a sale's capture, so nothing is read; links are made from names, so nothing else is written but for license keys, which
   *  are taken from the stock before. */
  @OnEvent('PaymentCaptured')
  async grant(event: RecordedEventOf<'PaymentCaptured'>, { cause }: EventContext): Promise<void> {
    const { header, data } = event;
    const { document: settings, version: settingsVersion } = await this.policy.of(header);
    const grant: Grant = { capturedAt: header.occurredAt, settings, settingsVersion };
    await this.keys.grant(header, async (keys) => {
      if (!data.isSale) {
        await this.log.decide(orderTarget(header.subject.id), cause, (order) => grantCapture(order, data, { ...grant, keys }));
        return;
      }
      const granted = grantSale(data, { ...grant, keys });
      if (granted.length > 0) await this.log.startStream(event, granted, cause.traceparent);
    });
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
    let decidedOn: Order | undefined;
    await this.log.decide(orderTarget(header.subject.id), cause, (order) => {
      if (isGrantDue(order)) throw new TransientError('the grant of what was captured comes first');
      decidedOn = order;
      return revokeAccess(order, data.operation);
    });
    // Redelivered, it is not known without a look whether the order has keys.
    if (decidedOn === undefined || hasKeys(decidedOn)) await this.keys.follow(header.subject.id);
  }
}

const hasKeys = ({ delivery }: Order): boolean => delivery.entitlements.some(isLicenseKeys);
