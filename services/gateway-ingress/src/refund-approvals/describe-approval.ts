import { toPublicId } from '@tollgate/contracts';
import { approvalStatusOf, type Order, type RefundApproval } from '@tollgate/order';
import { describeRefundParts, minorOf } from '../operations/refund-parts.js';
import { obstacleOf } from './resolve-approval.js';

/** What an approval is shown with. */
export interface ApprovalView {
  readonly now: Date;
  /** What was noted, unsealed; of what waits, nothing was. */
  readonly noteOf?: (sealed: string) => string | null;
}

const refundOf = ({ payment }: Order, { id }: RefundApproval): string | null => {
  const made = payment.operations.find(({ refund }) => refund?.approval === id);
  return made === undefined ? null : toPublicId('ref', made.id);
};

/** A refund that waits, or waited, for a second person, as it stands at a moment. */
export const describeApproval = (order: Order, approval: RefundApproval, { now, noteOf = () => null }: ApprovalView) => {
  const { id, asked, by, requestedAt, resolution } = approval;
  return {
    id: toPublicId('apr', id),
    order: toPublicId('ord', order.id),
    kind: 'refund_approval' as const,
    status: approvalStatusOf(approval, now),
    obstacle: obstacleOf(order, approval, now),
    amount: minorOf(asked.amount),
    currency: order.placed.currency,
    by: asked.isByLines ? ('items' as const) : ('amount' as const),
    ...describeRefundParts(asked),
    reason: asked.reason || null,
    limit: minorOf(asked.limit),
    requestedBy: by || null,
    createdAt: requestedAt,
    until: asked.until,
    resolvedBy: resolution?.by || null,
    resolvedAt: resolution?.resolvedAt ?? null,
    note: noteOf(resolution?.sealedNote ?? ''),
    refund: refundOf(order, approval),
  };
};
