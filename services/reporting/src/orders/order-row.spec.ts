import { money, usd } from '@tollgate/money';
import {
  authorizationExpired,
  creditDeclined,
  creditPlaced,
  downloadsGranted,
  fraudAccepted,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  testOrderId,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { orderRow } from './order-row.js';

const rowOf = (...events: Parameters<typeof stepsOf>[1]) => {
  const last = stepsOf(undefined, events).at(-1);
  if (last === undefined) throw new Error('nothing happened');
  return orderRow(last.after);
};
const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const sale = [
  orderPlaced({ reference: 'po-17' }),
  orderPriced(),
  fraudAccepted(),
  paymentAuthorized({}, { version: 1 }),
  paymentCaptured({}, { version: 2 }),
];

describe('the row of an order', () => {
  it('shows a captured order with what it is found by', () =>
    expect(rowOf(...sale, downloadsGranted())).toEqual({
      orderId: testOrderId,
      merchant: 'mer_demo',
      mode: 'test',
      type: 'sale',
      status: 'approved',
      currency: 'USD',
      totalMinor: 5426n,
      capturedMinor: 5426n,
      refundedMinor: 0n,
      placedAt: '2026-11-23T12:00:00.000Z',
      email: 'e1',
      name: '',
      reference: 'po-17',
      last4: '1111',
      country: 'US',
      declineCode: '',
      versions: { order: 1, pricing: 1, fraud: 1, payment: 2, delivery: 1 },
    }));

  it('shows an order that nobody has priced yet', () =>
    expect(rowOf(orderPlaced())).toMatchObject({ status: 'pending', totalMinor: undefined, capturedMinor: 0n, reference: '' }));

  it('tells why a payment was declined', () =>
    expect(rowOf(orderPlaced(), orderPriced(), fraudAccepted(), paymentDeclined({}, { version: 1 }))).toMatchObject({
      status: 'declined',
      declineCode: 'do_not_honor',
    }));

  it('tells why a credit was declined', () =>
    expect(rowOf(creditPlaced(), creditDeclined({ code: 'credit_not_supported' }, { version: 1 }))).toMatchObject({
      type: 'credit',
      status: 'declined',
      declineCode: 'credit_not_supported',
    }));

  it('shows a rejected order', () =>
    expect(rowOf(orderPlaced(), orderPriced(), fraudRejected())).toMatchObject({ status: 'rejected', capturedMinor: 0n }));

  it('shows what was given back, and leaves what was captured', () =>
    expect(
      rowOf(
        ...sale,
        refundRequested({ amount: usd(1000n), lines: [] }, { id: operation }),
        recorded('PaymentRefunded', { operation, amount: usd(1000n) }, { version: 3 }),
      ),
    ).toMatchObject({ status: 'partially_refunded', capturedMinor: 5426n, refundedMinor: 1000n }));

  it('shows an authorization that expired', () =>
    expect(
      rowOf(
        orderPlaced({ type: 'preauth' }),
        orderPriced(),
        fraudAccepted(),
        paymentAuthorized({}, { version: 1 }),
        authorizationExpired(usd(5426n), { version: 2 }),
      ),
    ).toMatchObject({ status: 'expired' }));

  it('shows an order that needed no card', () =>
    expect(rowOf(orderPlaced({ card: undefined } as never))).toMatchObject({ last4: '' }));

  it('I5: does not show money of another currency as the order’s', () =>
    expect(() => rowOf(...sale.slice(0, 4), paymentCaptured({ amount: money(1n, 'EUR') }, { version: 2 }))).toThrow('invariant'));
});
