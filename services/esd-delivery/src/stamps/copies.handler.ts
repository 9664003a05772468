import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@tollgate/errors';
import { isStamped, linkExpiry, type Order } from '@tollgate/order';
import { LOG, type Log } from '@tollgate/service';
import type { OpenedFile } from '../links/opened-link.js';
import { StampedCopies } from './copies.repository.js';
import { copiesOf, copyOf } from './copies-of.js';

/** Who asks for a copy that is not there waits so long for it. */
const awaitedMs = 4_000;
/** At first, then twice as long each time: many buyers may wait at once. */
const lookAgainMs = 100;
const longestLookMs = 500;

/** The buyers' own copies: wanted once something is granted; `CopyMaker` and `CopyRemover` make and remove them as due work. */
@Injectable()
export class BuyersCopies {
  @Inject(LOG) private readonly log!: Log;

  constructor(private readonly copies: StampedCopies) {}

  /** Has the copies made of everything that was granted, also those that could not be made before. */
  async ofOrder({ id, merchant, mode, delivery }: Order): Promise<void> {
    const failed = (await this.copies.of(id)).filter(({ state }) => state === 'failed');
    for (const one of delivery.entitlements) {
      const wanted = copiesOf({ id, merchant, mode, entitlements: [one] }, failed);
      if (wanted.length > 0) await this.copies.want(wanted, new Date(linkExpiry(delivery, one)));
    }
  }

  /** What is over of the order is removed. */
  endSoon(order: string): Promise<void> {
    return this.copies.endSoon(order);
  }

  /** Has a copy made anew that was made, and is no more in the store. Answers whether it was one. */
  async lost({ order, entitlement: { index } }: OpenedFile, objectKey: string): Promise<boolean> {
    const isLost = await this.copies.lost(order.id, index, objectKey);
    if (isLost)
      this.log.error({ order: order.id, index, objectKey }, 'a copy that was made is gone from the store, and is made anew');
    return isLost;
  }

  /** The copy of a link that may be used is there when this returns. Throws DomainError `being_prepared` where it takes longer, `preparation_failed`
   *  where there will be none. */
  async awaited({ order, entitlement }: OpenedFile): Promise<void> {
    const file = entitlement.form.value;
    if (!isStamped(file)) return;
    const wanted = copyOf(order, entitlement, file);
    const untilMs = performance.now() + awaitedMs;
    for (let waitMs = lookAgainMs; performance.now() < untilMs; waitMs *= 2) {
      const copy = await this.copies.find(wanted);
      if (copy?.state === 'made') return;
      if (copy?.state === 'failed') throw new DomainError('preparation_failed');
      // Also where it is wanted before: whoever wanted it may have died before it was due.
      if (waitMs === lookAgainMs) await this.copies.want([wanted], new Date(linkExpiry(order.delivery, entitlement)));
      await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, longestLookMs)));
    }
    throw new DomainError('being_prepared');
  }
}
