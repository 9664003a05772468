import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import type { Order } from '@tollgate/order';

export interface ResolveReview {
  readonly decision: 'accept' | 'reject';
  readonly note: string;
}

/** The merchant accepts or rejects an order that is held for review. Throws DomainError `not_held` where it is not
 *  held, and `review_resolved` where somebody looked at it already, or nobody did in time. */
export const resolveReview = ({ fraud, review }: Order, { decision, note }: ResolveReview): readonly OrderEvent[] => {
  if (fraud?.decision !== 'review') throw new DomainError('not_held', undefined, 'The order is not held for review.');
  if (review !== undefined) {
    const outcome = review.decision === 'accept' ? 'accepted' : 'rejected';
    const detail = review.isOverdue
      ? 'Nobody looked at the order in time: it was rejected.'
      : `The order was ${outcome} already.`;
    throw new DomainError('review_resolved', undefined, detail);
  }
  return [newEvent('FraudReviewResolved', { decision, note })];
};

/** When the deadline of a held order's review is, RFC 3339; undefined where it is not held (any more). */
export const reviewDeadlineOf = ({ fraud, review }: Order): string | undefined =>
  fraud?.decision === 'review' && review === undefined ? fraud.reviewUntil : undefined;

/** Rejects a held order that nobody looked at in time. Answers [] before its deadline, and when it was looked at
 *  meanwhile. */
export const rejectOverdue = (order: Order, now: Date): readonly OrderEvent[] => {
  const deadline = reviewDeadlineOf(order);
  if (deadline === undefined || Date.parse(deadline) > now.getTime()) return [];
  return [newEvent('FraudReviewResolved', { decision: 'reject', isOverdue: true })];
};
