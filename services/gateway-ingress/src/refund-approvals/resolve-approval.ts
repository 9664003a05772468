import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { DomainError, invariant } from '@tollgate/errors';
import { approvalStatusOf, type Order, type RefundApproval, wishOfApproval } from '@tollgate/order';
import { allocationNow } from '../operations/allocation-now.js';
import { explain } from '../validation/explanations.data.js';
import { refusal } from '../validation/field-error.js';

export interface ResolveApproval {
  /** uuid of the RefundApprovalRequested. */
  readonly approval: string;
  readonly decision: 'approve' | 'reject';
  /** Under the order's own key; empty where nothing is noted. */
  readonly sealedNote: string;
  /** The person who decides (`usr_…`). */
  readonly by: string;
  /** Whether they have the right to; else they may only take back what they asked for. */
  readonly mayApprove: boolean;
  readonly now: Date;
}

const refusalOf = (approval: RefundApproval, now: Date): Error | undefined => {
  const status = approvalStatusOf(approval, now);
  if (status === 'waiting') return undefined;
  return refusal(status === 'expired' ? 'approval_expired' : 'approval_resolved');
};

/** What the first person asked for, judged by what is left now. The fields of their request are none of whoever approves. */
const allocationOf = (order: Order, approval: RefundApproval) => {
  try {
    return allocationNow(order, () => wishOfApproval(approval));
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, undefined, error.detail ?? explain(error.code)) : error;
  }
};

const refundOf = (order: Order, approval: RefundApproval): OrderEvent => {
  const { amount, reason } = approval.asked;
  invariant(amount !== undefined, 'what waits for a second person has its amount');
  const allocation = allocationOf(order, approval);
  if (allocation.amount?.minor !== amount.minor) throw refusal('refund_changed');
  return newEvent('RefundRequested', { ...allocation, reason, approval: approval.id });
};

/** Why a refund that waits could not be given back if somebody approved it now (a code of `resolveApproval`); null where it could, and where it waits
 *  no more. It waits on all the same: a refund that fails leaves something to give back again. */
export const obstacleOf = (order: Order, approval: RefundApproval, now: Date): string | null => {
  if (approvalStatusOf(approval, now) !== 'waiting') return null;
  try {
    refundOf(order, approval);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

/** A second person approves a refund, which is asked for with that, or rejects it; who asked may take it back by rejecting it. Throws DomainError
 *  `not_found`, `not_allowed` (it is not theirs, and they may approve none), `approval_resolved`, `approval_expired`, `own_approval` (nobody approves
 *  what they asked for), and where it can no longer be given back as it was shown `already_refunded`, `refund_pending`, `amount_exceeds_refundable`,
 *  `quantity_exceeds_refundable` or `refund_changed`. */
export const resolveApproval = (order: Order, wish: ResolveApproval): readonly OrderEvent[] => {
  const { approval: id, decision, sealedNote, by, now } = wish;
  const approval = order.refundApprovals.find((one) => one.id === id);
  if (approval === undefined) throw new DomainError('not_found');
  const isTakenBack = decision === 'reject' && by === approval.by;
  if (!wish.mayApprove && !isTakenBack) throw refusal('not_allowed');
  const refused = refusalOf(approval, now);
  if (refused !== undefined) throw refused;
  const resolved = newEvent('RefundApprovalResolved', { approval: id, decision, sealedNote });
  if (decision === 'reject') return [resolved];
  if (by === approval.by) throw refusal('own_approval');
  return [resolved, refundOf(order, approval)];
};
