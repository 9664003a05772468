import { Inject, Injectable } from '@nestjs/common';
import { entitlementId } from '@tollgate/download-link';
import type { Clock } from '@tollgate/errors';
import { fold, type Order } from '@tollgate/order';
import type { OrderLog } from '@tollgate/order-log';
import type { DueItem, DueWorkHandler, Handled } from '@tollgate/postgres';
import { CLOCK, ORDER_LOG } from '@tollgate/service';
import { ObjectStore } from '../objects/objects.store.js';
import { type Copy, endCopies, StampedCopies } from './copies.repository.js';
import { copyPrefix, endOf, looseKeys } from './copies-of.js';

/** A transfer that runs is waited for. */
const sentAgainMs = 60_000;
/** What a replica wrote that died before it could say so is found by a second look, when no replica can be writing it any more. */
const secondLookMs = 3_600_000;

/** Removes the copies that nobody may fetch any more, and every trace of who bought them. */
@Injectable()
export class CopyRemover implements DueWorkHandler {
  readonly kind = endCopies;
  readonly limit = 2;
  @Inject(CLOCK) private readonly clock!: Clock;

  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly copies: StampedCopies,
    private readonly objects: ObjectStore,
  ) {}

  /** Removes what is over of an order, and says when to look again. */
  readonly handle = async ({ key: id }: DueItem): Promise<Handled> => {
    const copies = await this.copies.of(id);
    const order = fold(await this.orders.read(id));
    const nowMs = this.clock.now().getTime();
    let againMs = Number.POSITIVE_INFINITY;
    for (const index of new Set(copies.map((copy) => copy.index))) {
      const endMs = order === undefined ? undefined : endOf(order, index, nowMs);
      const ofOne = copies.filter((copy) => copy.index === index);
      againMs = Math.min(againMs, endMs === undefined ? await this.remove(order, ofOne) : endMs - nowMs);
    }
    if (Number.isFinite(againMs)) return { postponeMs: Math.max(againMs, 1_000) };
    await this.copies.forget(id);
    return 'done';
  };

  /** Whatever its links allow: the buyer is forgotten. */
  async forget(id: string): Promise<void> {
    const copies = await this.copies.of(id);
    for (const index of new Set(copies.map((copy) => copy.index))) await this.copies.remove(id, index);
    for (const copy of copies) await this.removeObjects(copy);
    await this.copies.endAt(id, new Date(this.clock.now().getTime() + secondLookMs));
  }

  /** Answers after how long to look again: never where that was the second look. The row first, so that no copy is handed out, or taken for made,
   *  whose object is being removed. */
  private async remove(order: Order | undefined, copies: readonly Copy[]): Promise<number> {
    const [first] = copies;
    if (first === undefined) return Number.POSITIVE_INFINITY;
    if (order !== undefined && (await this.copies.isBeingSent(entitlementId(order.id, first.index)))) return sentAgainMs;
    const isSecond = copies.every(({ state }) => state === 'removed');
    if (!isSecond) await this.copies.remove(first.order, first.index);
    await this.removeObjects(first);
    return isSecond ? Number.POSITIVE_INFINITY : secondLookMs;
  }

  /** The rows are asked after the store, as a new link may have wanted a copy meanwhile, and got it. */
  private async removeObjects(copy: Copy): Promise<void> {
    const keys = await this.objects.keysOf(copyPrefix(copy));
    for (const key of looseKeys(keys, await this.copies.of(copy.order))) await this.objects.remove(key);
  }
}
