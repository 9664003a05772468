import type { Operation, Order } from '../api/order.js';
import { availableActions } from './available-actions.js';

const order = (status: string, captured: number, refunded = 0) =>
  ({
    status: 'approved',
    payment: { status },
    amounts: { total: 10_000, captured, refunded },
    mails: [],
    downloads: [],
    licenseKeys: [],
  }) as unknown as Order;
const operation = (kind: Operation['kind'], status: Operation['status'], more: Partial<Operation> = {}): Operation => ({
  id: 'x',
  kind,
  status,
  amount: 3_000,
  currency: 'USD',
  createdAt: '',
  settledAt: null,
  ...more,
});

describe('what may be done with an order', () => {
  it.each([
    ['authorized, nothing taken', order('authorized', 0), [], { capturable: 10_000, refundable: 0, canVoid: true }],
    [
      'a part taken',
      order('partially_captured', 3_000),
      [operation('capture', 'succeeded')],
      { capturable: 7_000, refundable: 3_000 },
    ],
    ['a capture under way', order('authorized', 0), [operation('capture', 'pending')], { capturable: 7_000, canVoid: false }],
    ['a final capture under way', order('authorized', 0), [operation('capture', 'pending', { final: true })], { capturable: 0 }],
    ['a void under way', order('authorized', 0), [operation('void', 'pending')], { capturable: 0, canVoid: false }],
    ['a refund under way', order('captured', 10_000), [operation('refund', 'pending')], { capturable: 0, refundable: 7_000 }],
    ['a refused refund', order('captured', 10_000), [operation('refund', 'failed')], { refundable: 10_000 }],
    ['everything given back', order('refunded', 10_000, 10_000), [], { capturable: 0, refundable: 0 }],
    ['declined', order('declined', 0), [], { capturable: 0, refundable: 0, canVoid: false }],
  ])('with %s', (_, state, operations, expected) => expect(availableActions(state, operations)).toMatchObject(expected));

  it('is a review where the order is held', () => {
    const held = { ...order('none', 0), status: 'review' } as Order;
    expect(availableActions(held, []).canReview).toBe(true);
    expect(availableActions(order('captured', 1), []).canReview).toBe(false);
  });
});
