import { Controller, Inject } from '@nestjs/common';
import type { Deliverable, RecordedEventOf } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { type EventContext, OnEvent } from '@tollgate/messaging';
import { isGrantDue, isLicenseKeys, isStamped, type Order } from '@tollgate/order';
import { type OrderLog, orderTarget } from '@tollgate/order-log';
import { ORDER_LOG } from '@tollgate/service';
import { OrderLicenseKeys } from '../license-keys/order-keys.handler.js';
import { DeliveryPolicy } from '../settings/delivery-policy.repository.js';
import { BuyersCopies } from '../stamps/copies.handler.js';
import { type Grant, grantCapture, grantSale } from './grant-downloads.js';
import { reissueDownloads } from './reissue-downloads.js';
import { revokeAccess } from './revoke-access.js';

/** What becomes of access: a capture grants it, a refund revokes it, and a merchant has its links issued anew. */
@Controller()
export class GrantsConsumer {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    @Inject(ORDER_LOG) private readonly log: OrderLog,
    private readonly policy: DeliveryPolicy,
    private readonly keys: OrderLicenseKeys,
    private readonly copies: BuyersCopies,
  ) {}

  /** Everything comes with a sale's capture, so nothing is read; links are made from names, so nothing else is written but for license keys, which
   *  are taken from the stock before. */
  @OnEvent('PaymentCaptured')
  async grant(event: RecordedEventOf<'PaymentCaptured'>, { cause }: EventContext): Promise<void> {
    const { header, data } = event;
    const { document: settings, version: settingsVersion } = await this.policy.of(header);
    const grant: Grant = { capturedAt: header.occurredAt, settings, settingsVersion };
    let mayHaveCopies = data.isSale ? data.deliverables.some(isCopied) : true;
    await this.keys.grant(header, async (keys) => {
      if (!data.isSale) {
        await this.log.decide(orderTarget(header.subject.id), cause, (order) => {
          mayHaveCopies = order.placed.lines.some(isCopied);
          return grantCapture(order, data, { ...grant, keys });
        });
        return;
      }
      const granted = grantSale(data, { ...grant, keys });
      if (granted.length > 0) await this.log.startStream(event, granted, cause.traceparent);
    });
    // The answer to the merchant is on its way: nobody waits for the buyers' copies.
    if (mayHaveCopies) await this.prepare(header.subject.id);
  }

  @OnEvent('DownloadsReissueRequested')
  async reissue({ header, data }: RecordedEventOf<'DownloadsReissueRequested'>, { cause }: EventContext): Promise<void> {
    const { document: settings, version: settingsVersion } = await this.policy.of(header);
    const reissue = { request: header.id, requestedAt: header.occurredAt, settings, settingsVersion };
    await this.log.decide(orderTarget(header.subject.id), cause, (order) => reissueDownloads(order, data, reissue));
    await this.prepare(header.subject.id);
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
    await this.copies.endSoon(header.subject.id);
  }

  /** Has the copies made of which each is for its buyer alone, also those that could not be made of a version that the order did not pin. */
  private async prepare(order: string): Promise<void> {
    await this.copies.ofOrder((await this.log.load(orderTarget(order))).state);
  }
}

const isCopied = ({ forms }: Pick<Deliverable, 'forms'>): boolean =>
  forms.some(({ form }) => form.case === 'file' && isStamped(form.value));

const hasKeys = ({ delivery }: Order): boolean => delivery.entitlements.some(isLicenseKeys);
