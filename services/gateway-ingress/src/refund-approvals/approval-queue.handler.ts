import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { approvalStatusOf } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { ListQuery, Page } from '../http/paging.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { describeApproval } from './describe-approval.js';
import { type QueueCount, type QueueEntry, WaitingApprovals } from './waiting-approvals.repository.js';

/** How many entries are held against the log as they are counted. */
const LOOKED_AT = 100;

/** What waits for a second person. */
@Injectable()
export class ApprovalQueue {
  constructor(
    private readonly queue: WaitingApprovals,
    private readonly own: OwnOrders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Oldest deadline first. Entries of what never came to be asked for, or was resolved by a process that died, are taken out. */
  async page(caller: Caller, query: ListQuery): Promise<Page<object>> {
    const now = this.clock.now();
    const { entries, nextCursor } = await this.queue.page(caller, { ...query, now });
    const { found } = await this.lookAt(caller, entries, now);
    return { data: found.filter((one) => one !== undefined), nextCursor };
  }

  /** How many wait, and how many of them somebody else asked for. Of the first hundred in the queue, those that wait no more are not counted, nor
   *  those of which nothing could come now. */
  async count(caller: Caller): Promise<QueueCount> {
    const now = this.clock.now();
    const { waiting, ofOthers } = await this.queue.count(caller, now);
    const { entries } = await this.queue.page(caller, { limit: LOOKED_AT, cursor: '', now });
    const { found, gone } = await this.lookAt(caller, entries, now);
    const idle = [...gone, ...entries.filter((_, index) => (found[index]?.obstacle ?? null) !== null)];
    const idleOfOthers = idle.filter(({ by }) => by !== caller.actor);
    return { waiting: Math.max(0, waiting - idle.length), ofOthers: Math.max(0, ofOthers - idleOfOthers.length) };
  }

  /** What waits, in the order of the entries, and the entries of what does not. */
  private async lookAt(caller: Caller, entries: readonly QueueEntry[], now: Date) {
    const found = await Promise.all(entries.map((entry) => this.look(caller, entry, now)));
    const gone = entries.filter((_, index) => found[index] === undefined);
    await this.queue.remove(gone.filter(({ isSettled }) => isSettled).map(({ command }) => command));
    return { found, gone };
  }

  /** Undefined where it does not wait, or not any more. */
  private async look(caller: Caller, { order: id, command }: QueueEntry, now: Date) {
    const own = await this.own.load(caller, id);
    const approval = own?.order.refundApprovals.find((one) => one.command === command);
    if (own === undefined || approval === undefined || approvalStatusOf(approval, now) !== 'waiting') return undefined;
    return { ...describeApproval(own.order, approval, { now }), order: this.own.describe(own) };
  }
}
