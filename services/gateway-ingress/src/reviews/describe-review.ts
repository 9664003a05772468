import type { Order } from '@tollgate/order';

type ReviewStatus = 'none' | 'held' | 'accepted' | 'rejected';

const statusOf = ({ fraud, review }: Order): ReviewStatus => {
  if (fraud?.decision !== 'review') return 'none';
  if (review === undefined) return 'held';
  return review.decision === 'accept' ? 'accepted' : 'rejected';
};

/** What became of the review of an order. */
export const describeReview = (order: Order) => {
  const status = statusOf(order);
  const { fraud, review } = order;
  return {
    status,
    reasons: status === 'none' ? [] : (fraud?.reasons ?? []),
    until: status === 'held' ? fraud?.reviewUntil || null : null,
    note: review?.note || null,
    overdue: review?.isOverdue ?? false,
  };
};
