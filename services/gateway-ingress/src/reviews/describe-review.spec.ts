import { fold, type Order } from '@tollgate/order';
import { fraudAccepted, fraudHeld, orderPlaced, orderPriced, recorded } from '@tollgate/testing';
import { describeReview } from './describe-review.js';

const held = [orderPlaced(), orderPriced(), fraudHeld()];
const shown = (...events: Parameters<typeof fold>[0]) => describeReview(fold(events) as Order);

describe('the review of an order', () => {
  it('is none where the order was never held', () =>
    expect(shown(orderPlaced(), orderPriced(), fraudAccepted())).toMatchObject({ status: 'none', reasons: [], until: null }));

  it('says why an order is held, and until when', () =>
    expect(shown(...held)).toEqual({
      status: 'held',
      reasons: ['amount_limit'],
      until: '2026-11-26T12:00:00.000Z',
      note: null,
      overdue: false,
    }));

  it('says what was decided', () =>
    expect(
      shown(...held, recorded('FraudReviewResolved', { decision: 'accept', note: 'a regular' }, { version: 2 })),
    ).toMatchObject({
      status: 'accepted',
      note: 'a regular',
      until: null,
    }));

  it('says that nobody looked at it in time', () =>
    expect(
      shown(...held, recorded('FraudReviewResolved', { decision: 'reject', isOverdue: true }, { version: 2 })),
    ).toMatchObject({
      status: 'rejected',
      overdue: true,
    }));
});
