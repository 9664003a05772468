import { newEvent } from '@tollgate/contracts';
import { orders } from '@tollgate/order';
import {
  fraudAccepted,
  fraudHeld,
  fraudRejected,
  orderPlaced,
  orderPriced,
  recorded,
  reviewResolved,
  specification,
} from '@tollgate/testing';
import { rejectOverdue, resolveReview, reviewDeadlineOf } from './resolve-review.js';

const given = specification(orders);
const placed = [orderPlaced(), orderPriced()];
const held = [...placed, fraudHeld()];
const overdue = recorded('FraudReviewResolved', { decision: 'reject', isOverdue: true }, { version: 2 });
const accept = { decision: 'accept', note: 'I called them' } as const;

describe('resolveReview', () => {
  it.each(['accept', 'reject'] as const)('O5: lets the merchant %s a held order, with a note', (decision) =>
    given(...held)
      .when(resolveReview, { decision, note: 'I called them' })
      .then(newEvent('FraudReviewResolved', { decision, note: 'I called them' })),
  );

  it.each([
    ['accepted', [...placed, fraudAccepted()]],
    ['rejected', [...placed, fraudRejected()]],
    ['not even judged', placed],
  ])('refuses an order that is not held but %s', (_, history) =>
    given(...history)
      .when(resolveReview, accept)
      .thenRefused('not_held'),
  );

  it.each([
    ['somebody accepted', reviewResolved('accept')],
    ['somebody rejected', reviewResolved('reject')],
    ['nobody looked at in time', overdue],
  ])('refuses an order that %s', (_, resolved) =>
    given(...held, resolved)
      .when(resolveReview, accept)
      .thenRefused('review_resolved'),
  );
});

describe('the deadline of a review', () => {
  const deadline = '2026-11-26T12:00:00.000Z';

  it('rejects a held order that nobody looked at in time', () =>
    given(...held)
      .when(rejectOverdue, new Date(deadline))
      .then(newEvent('FraudReviewResolved', { decision: 'reject', isOverdue: true })));

  it('does nothing a millisecond earlier', () =>
    given(...held)
      .when(rejectOverdue, new Date(Date.parse(deadline) - 1))
      .thenNothing());

  it.each([
    ['was accepted meanwhile', [...held, reviewResolved('accept')]],
    ['was rejected at its deadline already', [...held, overdue]],
    ['was never held', [...placed, fraudAccepted()]],
  ])('does nothing to an order that %s', (_, history) =>
    given(...history)
      .when(rejectOverdue, new Date('2030-01-01'))
      .thenNothing(),
  );

  it('is told of a held order only', () => {
    expect(reviewDeadlineOf(orders.fold(held) as never)).toBe(deadline);
    expect(reviewDeadlineOf(orders.fold([...held, overdue]) as never)).toBeUndefined();
  });
});
