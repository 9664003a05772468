import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@tollgate/errors';
import { approvalStatusOf } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import type { Caller } from '../api-keys/api-keys.repository.js';
import type { ListQuery, Page } from '../http/paging.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { describeApproval } from './describe-approval.js';
import { type QueueEntry, WaitingApprovals } from './waiting-approvals.repository.js';

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
    const found = await Promise.all(entries.map((entry) => this.look(caller, entry, now)));
    await this.queue.remove(
      entries.filter(({ isSettled }, index) => isSettled && found[index] === undefined).map(({ command }) => command),
    );
    return { data: found.filter((one) => one !== undefined), nextCursor };
  }

  count(caller: Caller): Promise<object> {
    return this.queue.count(caller, this.clock.now());
  }

  /** Undefined where it does not wait, or not any more. */
  private async look(caller: Caller, { order: id, command }: QueueEntry, now: Date): Promise<object | undefined> {
    const own = await this.own.load(caller, id);
    const approval = own?.order.refundApprovals.find((one) => one.command === command);
    if (own === undefined || approval === undefined || approvalStatusOf(approval, now) !== 'waiting') return undefined;
    return { ...describeApproval(own.order, approval, { now }), order: this.own.describe(own) };
  }
}
