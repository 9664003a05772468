import type { Operation, Order } from '../api/order.js';
import type { RefundBody } from '../order/actions/refund-wish.js';

/** A refund that wants a second person: `GET …/orders/{id}/refund-approvals`. Amounts in minor units. */
export interface Approval {
  /** apr_… */
  readonly id: string;
  readonly order: string;
  readonly kind: 'refund_approval';
  readonly status: 'waiting' | 'approved' | 'rejected' | 'expired';
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
 *  it, whether they may approve others or not. */
export const decisionsOf = (
  { status, requestedBy }: Pick<Approval, 'status' | 'requestedBy'>,
  { user, mayApprove }: { readonly user: string; readonly mayApprove: boolean },
): readonly Decision[] => {
  if (status !== 'waiting') return [];
  if (requestedBy === user) return ['reject'];
  return mayApprove ? ['reject', 'approve'] : [];
};

/** The refund as it was asked for, to look at what it would do now. */
export const wishOf = ({ by, amount, lines, shipping }: Pick<Approval, 'by' | 'amount' | 'lines' | 'shipping'>): RefundBody => {
  if (by === 'amount') return { amount };
  return {
    lines: lines.map(({ line, quantity }) => ({ line, quantity })),
    ...(shipping === 0 ? {} : { shipping }),
  };
};
