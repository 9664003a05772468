import type { Operation, Order } from '../api/order.js';
import type { RefundBody } from '../order/actions/refund-wish.js';

/** A refund that wants a second person: `GET …/orders/{id}/refund-approvals`. Amounts in minor units. */
export interface Approval {
  /** apr_… */
  readonly id: string;
  readonly order: string;
  readonly kind: 'refund_approval';
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired';
  /** Why it could not be approved now; null where it could. */
  readonly obstacle: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly by: 'items' | 'amount';
  readonly lines: readonly { readonly line: number; readonly quantity: number }[];
  readonly shipping: number;
  readonly reason: string | null;
  /** usr_… or key_… */
  readonly requestedBy: string | null;
  readonly createdAt: string;
  readonly until: string;
  readonly resolvedBy: string | null;
  readonly resolvedAt: string | null;
  readonly note: string | null;
}

/** With all of its order: `GET …/refund-approvals`. */
export type WaitingApproval = Omit<Approval, 'order'> & { readonly order: Order };

/** What a decision is answered: the refund where it was approved, else the approval. */
export type ApprovalResult = Approval | Operation;

export type Decision = 'approve' | 'reject';

/** What somebody may decide about what waits. Nobody approves what they asked for; they take it back by rejecting
 *  it, whether they may approve others or not. Of what nothing could come, nothing is left but to reject it. */
export const decisionsOf = (
  { status, requestedBy, obstacle }: Pick<Approval, 'status' | 'requestedBy' | 'obstacle'>,
  { user, mayApprove }: { readonly user: string; readonly mayApprove: boolean },
): readonly Decision[] => {
  if (status !== 'waiting') return [];
  if (requestedBy === user) return ['reject'];
  if (!mayApprove) return [];
  return obstacle === null ? ['reject', 'approve'] : ['reject'];
};

/** The refund as it was asked for, to look at what it would do now. */
export const wishOf = ({ by, amount, lines, shipping }: Pick<Approval, 'by' | 'amount' | 'lines' | 'shipping'>): RefundBody => {
  if (by === 'amount') return { amount };
  return {
    lines: lines.map(({ line, quantity }) => ({ line, quantity })),
    ...(shipping === 0 ? {} : { shipping }),
  };
};
