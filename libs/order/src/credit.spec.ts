import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import { creditDeclined, creditPlaced, creditSettled, creditSubmitted, paymentDeclined } from '@tollgate/testing';
import { balance } from './balance.js';
import { closedCodeOf } from './closed-code.js';
import { fold, type Order, orderTotalOf } from './order.js';
import { creditOf } from './payment.js';
import { placementResult, resultOf, settles, wakes } from './result.js';
import { paymentStatusOf, statusOf } from './status.js';

const given = (...events: RecordedEvent[]): Order => fold([creditPlaced(), ...events]) as Order;
const standing = (order: Order) => [
  statusOf(order),
  paymentStatusOf(order),
  placementResult(order),
  creditOf(order.payment)?.state,
];

describe('a free credit', () => {
  it.each([
    ['asked for', given(), ['pending', 'none', undefined, 'requested']],
    ['with its processor', given(creditSubmitted()), ['pending', 'none', undefined, 'submitted']],
    ['given', given(creditSubmitted(), creditSettled()), ['credited', 'credited', 'approved', 'succeeded']],
    ['refused', given(creditSubmitted(), creditDeclined()), ['declined', 'declined', 'declined', 'declined']],
    ['refused before it was sent', given(creditDeclined({}, { version: 1 })), ['declined', 'declined', 'declined', 'declined']],
  ])('that is %s is an order of its own', (_what, order, wanted) => expect(standing(order)).toEqual(wanted));

  it('has neither price nor lines, and comes to what it gives', () => {
    const order = given(creditSubmitted(), creditSettled());
    expect(order).toMatchObject({ placed: { type: 'credit', currency: 'USD', lines: [], card: { last4: '1111' } } });
    expect([order.pricing, orderTotalOf(order)?.minor, order.credit?.description]).toEqual([
      undefined,
      2500n,
      'For the late parcel',
    ]);
  });

  it('I5: is of no balance: nothing of it can be captured, given up or given back', () => {
    const order = given(creditSubmitted(), creditSettled());
    expect(new Set(Object.values(balance(order.payment, 'USD')).map(({ minor }) => minor))).toEqual(new Set([0n]));
    expect([closedCodeOf(order, 'capture'), closedCodeOf(order, 'void')]).toEqual(['not_authorized', 'not_authorized']);
  });

  it('is the same whichever of its streams is read first', () => {
    const [submitted, settled] = [creditSubmitted(), creditSettled()];
    expect(given(settled).payment.operations).toMatchObject([{ kind: 'credit', state: 'succeeded', amount: usd(2500n) }]);
    expect(given(submitted, settled).payment.operations).toHaveLength(1);
  });

  it('wakes whoever waits for it when it has its end, and not before', () => {
    expect([creditPlaced(), creditSubmitted(), creditSettled(), creditDeclined()].map(wakes)).toEqual([false, false, true, true]);
    expect(settles('credit')).toEqual(['CreditSettled', 'CreditDeclined']);
    const order = given(creditSubmitted(), creditSettled());
    expect(resultOf(order, order.placement)?.state).toBe('succeeded');
  });

  it('is declined by its own events alone', () =>
    expect(statusOf(given(creditSubmitted(), paymentDeclined()))).not.toBe('credited'));
});
