import { fold, type Order } from '@tollgate/order';
import {
  authorizationRequested,
  authorizationReversed,
  authorizationUnknown,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
} from '@tollgate/testing';
import { nextReversalStep, repetitionPauseMs } from './next-reversal-step.js';

const asked = [orderPlaced(), orderPriced(), fraudAccepted(), authorizationRequested()];
const cases = [
  ['is open', [], ['give_up', 'give_up']],
  ['is unknown', [authorizationUnknown()], ['reverse', 'reverse']],
  ['is reversed', [authorizationUnknown(), authorizationReversed()], ['drop', 'reverse']],
  ['was approved in time', [paymentAuthorized(), paymentCaptured()], ['drop', 'drop']],
  ['A8: was declined', [paymentDeclined()], ['drop', 'reverse']],
] as const;

describe('nextReversalStep', () => {
  it.each(cases)('knows what is owed when the authorization %s, and after a late approval', (_what, more, steps) => {
    const order = fold([...asked, ...more]) as Order;
    expect([nextReversalStep(order, false), nextReversalStep(order, true)]).toEqual(steps);
  });

  it('owes nothing for an order that was never asked for', () =>
    expect(nextReversalStep(fold(asked.slice(0, 3)) as Order, false)).toBe('drop'));
});

it('a request is repeated after 1 s, 2 s, 4 s, … and at last every half minute', () =>
  expect([1, 2, 3, 6, 20].map(repetitionPauseMs)).toEqual([1000, 2000, 4000, 30_000, 30_000]));
