import { usd } from '@tollgate/money';
import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  domainErrorOf,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  refundRequested,
} from '@tollgate/testing';
import { allocationNow } from './allocation-now.js';

const held = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested(), paymentAuthorized()];
const now = (minor: bigint, ...events: Parameters<typeof fold>[0]) =>
  allocationNow(fold([...held, ...events]) as Order, () => ({ amount: usd(minor) }));

describe('what of a refund falls on which part of an order', () => {
  it('is all of its amount', () => expect(now(1000n, paymentCaptured()).amount).toEqual(usd(1000n)));

  it('is refused where nothing was taken, where the rest is under way, and beyond what is left, each in a sentence', () => {
    const all = refundRequested({ amount: usd(5426n), lines: [] });
    for (const [work, code] of [
      [() => now(1n), 'not_captured'],
      [() => now(1n, paymentCaptured(), all), 'refund_pending'],
      [() => now(5427n, paymentCaptured()), 'amount_exceeds_refundable'],
    ] as const)
      expect(domainErrorOf(work)).toMatchObject({ code, detail: expect.any(String) });
  });
});
