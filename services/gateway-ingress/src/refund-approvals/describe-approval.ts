import { toPublicId } from '@tollgate/contracts';
import type { Money } from '@tollgate/money';
import { approvalStatusOf, type Order, type RefundApproval } from '@tollgate/order';

const minor = (amount: Pick<Money, 'minor'> | undefined): number => Number(amount?.minor ?? 0n);

const refundOf = ({ payment }: Order, { id }: RefundApproval): string | null => {
  const made = payment.operations.find(({ refund }) => refund?.approval === id);
  return made === undefined ? null : toPublicId('ref', made.id);
};

/** A refund that waits, or waited, for a second person, as it stands at a moment. */
export const describeApproval = (order: Order, approval: RefundApproval, now: Date) => {
  const { id, asked, by, requestedAt, resolution } = approval;
  return {
    id: toPublicId('apr', id),
    order: toPublicId('ord', order.id),
    kind: 'refund_approval' as const,
    status: approvalStatusOf(approval, now),
    amount: minor(asked.amount),
    currency: order.placed.currency,
    by: asked.isByLines ? ('items' as const) : ('amount' as const),
    lines: asked.lines.map(({ line, quantity, goods, tax }) => ({ line, quantity, goods: minor(goods), tax: minor(tax) })),
    shipping: minor(asked.shipping),
    shippingTax: minor(asked.shippingTax),
    reason: asked.reason || null,
    limit: minor(asked.limit),
    requestedBy: by || null,
    createdAt: requestedAt,
    until: asked.until,
    resolvedBy: resolution?.by || null,
    resolvedAt: resolution?.resolvedAt ?? null,
    note: resolution?.note || null,
    refund: refundOf(order, approval),
  };
};
