import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { usd } from '@tollgate/money';
import {
  authorizationRequested,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  refundApprovalRequested,
  refundRequested,
} from '@tollgate/testing';
import fc from 'fast-check';
import { fold, type Order } from '../order.js';
import { allocateRefund, type RefundWish, wishOfApproval } from './refund-allocation.js';
import type { RefundApproval } from './refund-approval.js';

const sale: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
];

const pieces = (line: number, most: number) => fc.integer({ min: 0, max: most }).map((quantity) => ({ line, quantity }));
const wishes: fc.Arbitrary<RefundWish> = fc.oneof(
  fc.bigInt({ min: 1n, max: 5426n }).map((minor) => ({ amount: usd(minor) })),
  fc
    .tuple(pieces(1, 1), pieces(2, 2), fc.bigInt({ min: 0n, max: 795n }))
    .filter(([book, mugs, minor]) => book.quantity + mugs.quantity > 0 || minor > 0n)
    .map(([book, mugs, minor]) => ({
      lines: [book, mugs].filter(({ quantity }) => quantity > 0),
      ...(minor > 0n ? { shipping: usd(minor) } : {}),
    })),
);

/** Undefined where less is left than is wished for. */
const allocatedOrNot = (order: Order, wish: RefundWish) => {
  try {
    return allocateRefund(order, wish);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

describe('the approval of a refund', () => {
  it('gives back, part by part, what was asked for, where nothing else was given back meanwhile', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 500n }), wishes, (before, wish) => {
        const earlier = fold(sale) as Order;
        const first = before === 0n ? [] : [refundRequested(allocateRefund(earlier, { amount: usd(before) }), { id: 'r1' })];
        const order = fold([...sale, ...first]) as Order;
        const allocation = allocatedOrNot(order, wish);
        fc.pre(allocation !== undefined);
        const asked = refundApprovalRequested({ ...allocation, isByLines: 'lines' in wish }, { version: 3 });
        const waiting = fold([...sale, ...first, asked]) as Order;
        const again = allocateRefund(waiting, wishOfApproval(waiting.refundApprovals[0] as RefundApproval));
        expect(newEvent('RefundRequested', again).data).toEqual(newEvent('RefundRequested', allocation).data);
      }),
    );
  });
});
