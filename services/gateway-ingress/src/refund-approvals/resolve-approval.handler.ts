import { Inject, Injectable } from '@nestjs/common';
import { fromPublicId } from '@tollgate/contracts';
import { type Clock, DomainError } from '@tollgate/errors';
import type { Order } from '@tollgate/order';
import { CLOCK } from '@tollgate/service';
import { isToldToAsker } from '../approval-mails/approval-news.js';
import { OwedApprovalMails } from '../approval-mails/owed-approval-mails.repository.js';
import type { RequestContext } from '../http/caller.js';
import type { HttpAnswer } from '../http/http-answer.js';
import { RequestOperation } from '../operations/request-operation.handler.js';
import { OrderKeys } from '../orders/order-keys.store.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';
import { refusal } from '../validation/field-error.js';
import type { ApprovalDecisionBody } from './approval.schema.js';
import { approvalAnswer } from './approval-answer.js';
import { resolveApproval } from './resolve-approval.js';
import { WaitingApprovals } from './waiting-approvals.repository.js';

/** Approves or rejects refunds that wait for a second person. What is approved is asked for in the same append, and answered like any refund. */
@Injectable()
export class ApprovalDecisions {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly operations: RequestOperation,
    private readonly own: OwnOrders,
    private readonly queue: WaitingApprovals,
    private readonly mails: OwedApprovalMails,
    private readonly keys: OrderKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not_found`, `customer_forgotten` (there is no key left to seal a note under) and those of `resolveApproval`;
   *  IdempotencyConflict when another request has the same idempotency key. */
  async resolve(
    ids: { readonly order: string; readonly approval: string },
    { decision, note = '' }: ApprovalDecisionBody,
    context: RequestContext,
  ): Promise<HttpAnswer> {
    const { caller } = context;
    const found = await this.own.find(caller, ids.order);
    const id = fromPublicId('apr', ids.approval);
    const approval = found.order.refundApprovals.find((one) => one.id === id);
    if (approval === undefined) throw new DomainError('not_found');
    const mayApprove = caller.rights?.has('refunds:approve') === true;
    const noteOf = (sealed: string) => this.own.noteIn(found, sealed);
    const wish = { approval: approval.id, decision, by: caller.actor, mayApprove };
    const decide = (state: Order) =>
      resolveApproval(state, { ...wish, sealedNote: this.seal(found, note), now: this.clock.now() });
    return this.operations.request({
      kind: 'refund',
      order: ids.order,
      context,
      // Owed before it is decided: whatever dies in between, who asked hears of it.
      prepare: async (state, command) => {
        decide(state);
        const matter = { about: 'decided', approval: approval.id } as const;
        if (isToldToAsker(approval, caller.actor)) await this.mails.add(caller, { order: state.id, command, matter });
      },
      decide,
      answerOther: (order, event) => approvalAnswer({ order, id: approval.id, event, noteOf }, this.own.views),
      onRecorded: () => this.queue.remove([approval.command]),
    });
  }

  private seal({ order, key }: OwnOrder, note: string): string {
    if (note === '') return '';
    if (key === undefined) throw refusal('customer_forgotten');
    return this.keys.sealMore(order.id, { note }, key);
  }
}
