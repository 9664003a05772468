import {
  authorizationRequested,
  authorizationReversed,
  authorizationTimedOut,
  fold,
  fraudAccepted,
  type Order,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentDeclined,
} from '@tollgate/order';
import { nextReversalStep, reversalPauseMs } from './next-reversal-step.js';

const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const orderOf = (...rest: Parameters<typeof fold>[0]): Order => fold([...asked, ...rest]) as Order;

describe('nextReversalStep', () => {
  it('gives up an open request before it is reversed', () => expect(nextReversalStep(orderOf(), false)).toBe('time_out'));

  it('I4: reverses what timed out until that is acknowledged', () => {
    expect(nextReversalStep(orderOf(authorizationTimedOut()), false)).toBe('reverse');
    expect(nextReversalStep(orderOf(authorizationTimedOut(), authorizationReversed()), false)).toBe('drop');
  });

  it('I4: reverses a late approval, also when a reversal was acknowledged before it came', () =>
    expect(nextReversalStep(orderOf(authorizationTimedOut(), authorizationReversed()), true)).toBe('reverse'));

  it.each([paymentAuthorized(), paymentDeclined()])('I3: leaves an order its answer that came in time', (outcome) => {
    expect(nextReversalStep(orderOf(outcome), false)).toBe('drop');
    expect(nextReversalStep(orderOf(outcome), true)).toBe('drop');
  });

  it('drops what was kept for an order that was never asked about', () =>
    expect(nextReversalStep(fold([orderPlaced()]) as Order, false)).toBe('drop'));
});

describe('reversalPauseMs', () => {
  it('doubles from a second to a minute', () =>
    expect([0, 1, 2, 3, 6, 7, 50].map(reversalPauseMs)).toEqual([1000, 1000, 2000, 4000, 32_000, 60_000, 60_000]));
});
