import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { addToDay, type DailySales, dayKeyOf } from './daily-sales.js';

const daysOf = (events: readonly RecordedEvent[]): readonly DailySales[] => {
  const days = new Map<string, DailySales>();
  for (const step of stepsOf(undefined, events)) {
    const key = dayKeyOf(step);
    if (key !== undefined) days.set(key, addToDay(days.get(key), step));
  }
  return [...days.values()];
};

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const nothing = {
  merchant: 'mer_demo',
  mode: 'test',
  currency: 'USD',
  orderCount: 0,
  capturedMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundCount: 0,
  refundedMinor: 0n,
  refundedShippingMinor: 0n,
  refundedTaxMinor: 0n,
};
/** Goods 100.00, shipping 10.00, tax 8.25. */
const total = usd(11_825n);
const held = (type: string) => [
  orderPlaced({ type, lines: [{ ...onlineLine, unitAmount: usd(10_000n) }] }),
  orderPriced({ subtotal: usd(10_000n), shipping: usd(1000n), tax: usd(825n), total }),
  fraudAccepted(),
  paymentAuthorized({ amount: total }, { version: 1 }),
];
const soldOn = (occurredAt: string) => [...held('sale'), paymentCaptured({ amount: total }, { version: 2, occurredAt })];
const refunded = [
  refundRequested(
    {
      amount: total,
      lines: [{ line: 1, quantity: 1, goods: usd(10_000n), tax: usd(725n) }],
      shipping: usd(1000n),
      shippingTax: usd(100n),
    },
    { id: operation, occurredAt: '2026-12-01T23:59:00.000Z' },
  ),
  recorded('PaymentRefunded', { operation, amount: total }, { version: 3, occurredAt: '2026-12-02T08:00:00.000Z' }),
];
const november = {
  ...nothing,
  day: '2026-11-30',
  orderCount: 1,
  capturedMinor: 11_825n,
  shippingMinor: 1000n,
  taxMinor: 825n,
};

describe('daily sales', () => {
  it('count an order on the UTC day its money was taken', () => {
    expect(daysOf(soldOn('2026-11-30T23:59:59.999Z'))).toEqual([november]);
    expect(daysOf(soldOn('2026-12-01T00:00:00.000Z')).map(({ day }) => day)).toEqual(['2026-12-01']);
  });

  it('count no order whose money is only held', () => expect(daysOf(held('preauth'))).toEqual([]));

  it('M6: a sale of 30 November that is refunded on 2 December leaves November as it was', () =>
    expect(daysOf([...soldOn('2026-11-30T12:00:00.000Z'), ...refunded])).toEqual([
      november,
      {
        ...nothing,
        day: '2026-12-02',
        refundCount: 1,
        refundedMinor: 11_825n,
        refundedShippingMinor: 1000n,
        refundedTaxMinor: 825n,
      },
    ]));

  it('M6: a refund that the processor refused changes nothing', () =>
    expect(
      daysOf([
        ...soldOn('2026-11-30T12:00:00.000Z'),
        ...refunded.slice(0, 1),
        recorded('RefundFailed', { operation, code: 'insufficient_funds' }, { version: 3 }),
      ]),
    ).toEqual([november]));

  it('count each of several captures on its day, and the order with the first', () => {
    const captured = (minor: bigint, version: number, day: string) =>
      paymentCaptured(
        { operation: `c${version}`, amount: usd(minor), isSale: false, isFinal: false },
        { version, occurredAt: `${day}T10:00:00.000Z` },
      );
    expect(daysOf([...held('preauth'), captured(5000n, 2, '2026-11-30'), captured(6825n, 3, '2026-12-01')])).toEqual([
      { ...nothing, day: '2026-11-30', orderCount: 1, capturedMinor: 5000n, shippingMinor: 423n, taxMinor: 349n },
      { ...nothing, day: '2026-12-01', capturedMinor: 6825n, shippingMinor: 577n, taxMinor: 476n },
    ]);
  });

  it('count an order of nothing as an order', () =>
    expect(
      daysOf([
        orderPlaced(),
        orderPriced({ subtotal: usd(0n), shipping: usd(0n), tax: usd(0n), total: usd(0n) }),
        paymentAuthorized({ amount: usd(0n) }, { version: 1 }),
        paymentCaptured({ amount: usd(0n) }, { version: 2 }),
      ]),
    ).toEqual([{ ...nothing, day: '2026-11-23', orderCount: 1 }]));

  it('I14: keep merchants, modes and currencies apart', () => {
    const [step] = stepsOf(undefined, soldOn('2026-11-30T12:00:00.000Z')).slice(-1);
    if (step === undefined) throw new Error('it was captured');
    const of = (change: object) => dayKeyOf({ ...step, after: { ...step.after, order: { ...step.after.order, ...change } } });
    const eur = { placed: { ...step.after.order.placed, currency: 'EUR' } };
    expect(new Set([of({}), of({ merchant: 'mer_other' }), of({ mode: 'live' }), of(eur)]).size).toBe(4);
  });
});
