import { Inject, Injectable } from '@nestjs/common';
import { entitlementId } from '@tollgate/download-link';
import { type Clock, DomainError } from '@tollgate/errors';
import { type FileEntitlement, fold, isFile, isStamped, type Order } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { newestVersion } from '../versions/choose-version.js';
import { FileVersions } from '../versions/file-versions.repository.js';
import { StampedCopies } from './copies.repository.js';
import { copyOf, endOf } from './copies-of.js';
import { contentOf } from './stamped-form.js';

/** Tries once more what could not be made, for the links that there are: those stay what they are, and nobody gets a mail. What is made is what a
 *  link serves now, as its file may have been replaced by one that takes a stamp. */
@Injectable()
export class RetryCopies {
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly copies: StampedCopies,
    private readonly versions: FileVersions,
  ) {}

  /** Answers how many of the order are made anew: none of what nobody may fetch any more, or what lies ready. Asked again meanwhile, it changes
   *  nothing. Throws DomainError `not_found`. */
  async ofOrder(id: string): Promise<number> {
    const order = fold(await this.orders.read(id));
    if (order === undefined) throw new DomainError('not_found');
    const failed = (await this.copies.of(id)).filter(({ state }) => state === 'failed').map(({ index }) => index);
    let retried = 0;
    for (const one of order.delivery.entitlements.filter(isFile))
      if (failed.includes(one.index) && (await this.retry(order, one))) retried += 1;
    return retried;
  }

  private async retry(order: Order, one: FileEntitlement): Promise<boolean> {
    const endMs = endOf(order, one.index, this.clock.now().getTime());
    const { versions } = await this.versions.statesOf(order, ({ index }) => index === one.index);
    const known = versions.get(entitlementId(order.id, one.index));
    if (endMs === undefined || known === undefined) return false;
    const file = newestVersion(known);
    if (isStamped(file)) await this.copies.want([copyOf(order, one, file)], new Date(endMs));
    await this.copies.supersede({ order: order.id, index: one.index, content: contentOf(file) });
    return isStamped(file);
  }
}
