import { money, usd } from '@tollgate/money';
import {
  downloadsGranted,
  fraudAccepted,
  fraudRejected,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  testOrderId,
} from '@tollgate/order';
import { orderRow } from './order-row.js';
import { report } from './reported-order.js';

const rowOf = (...events: Parameters<typeof report>[1]) => orderRow(report(undefined, events));

describe('orderRow', () => {
  it('shows a captured order with what was taken and when', () =>
    expect(
      rowOf(
        orderPlaced(),
        orderPriced(),
        fraudAccepted(),
        paymentAuthorized({}, { version: 1 }),
        paymentCaptured(usd(5426n), { version: 2, occurredAt: '2026-11-23T23:59:59.999Z' }),
        downloadsGranted(),
      ),
    ).toEqual({
      orderId: testOrderId,
      merchant: 'mer_demo',
      mode: 'test',
      type: 'sale',
      status: 'approved',
      currency: 'USD',
      totalMinor: 5426n,
      capturedMinor: 5426n,
      placedAt: '2026-11-23T12:00:00.000Z',
      capturedAt: '2026-11-23T23:59:59.999Z',
      versions: { order: 1, pricing: 1, fraud: 1, payment: 2, delivery: 1 },
    }));

  it('shows an order that nobody has priced yet', () =>
    expect(rowOf(orderPlaced())).toMatchObject({
      status: 'pending',
      totalMinor: undefined,
      capturedMinor: 0n,
      capturedAt: undefined,
    }));

  it('shows a rejected order', () =>
    expect(rowOf(orderPlaced(), orderPriced(), fraudRejected())).toMatchObject({ status: 'rejected', capturedMinor: 0n }));

  it('I5: does not show money of another currency as the order’s', () =>
    expect(() => rowOf(orderPlaced(), paymentCaptured(money(1n, 'EUR'), { version: 1 }))).toThrow('invariant'));
});
