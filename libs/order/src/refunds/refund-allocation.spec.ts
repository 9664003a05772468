import type { RecordedEvent } from '@tollgate/contracts';
import { type Money, usd } from '@tollgate/money';
import {
  authorizationRequested,
  domainErrorOf,
  fraudAccepted,
  onlineLine,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { fold, type Order } from '../order.js';
import { allocateRefund, type RefundAllocation, type RefundWish, refundableParts, refundedLines } from './refund-allocation.js';

const sale: readonly RecordedEvent[] = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
];
const after = (...events: readonly RecordedEvent[]): Order => fold([...sale, ...events]) as Order;
let count = 0;
const refunded = (allocation: RefundAllocation): readonly RecordedEvent[] => {
  count += 1;
  const id = `r${count}`;
  return [
    refundRequested(allocation, { id }),
    recorded('PaymentRefunded', { operation: id, amount: allocation.amount }, { version: 4 }),
  ];
};
const minors = (parts: RefundAllocation) => ({
  amount: Number((parts.amount as Money).minor),
  lines: parts.lines.map((one) => [one.line, one.quantity, Number(one.goods?.minor), Number(one.tax?.minor)]),
  shipping: [Number((parts.shipping as Money).minor), Number((parts.shippingTax as Money).minor)],
});

describe('what a refund gives back', () => {
  it('is the pieces of a line with their share of its tax', () =>
    expect(minors(allocateRefund(after(), { lines: [{ line: 2, quantity: 1 }] }))).toEqual({
      amount: 1300,
      lines: [[2, 1, 1250, 50]],
      shipping: [0, 0],
    }));

  it('M4: empties lines, tax and shipping with the last refund, shipping first, then the goods', () => {
    const shipping = allocateRefund(after(), { lines: [], shipping: usd(795n) });
    expect(minors(shipping)).toEqual({ amount: 827, lines: [], shipping: [795, 32] });
    const order = after(...refunded(shipping));
    const goods = allocateRefund(order, {
      lines: [
        { line: 1, quantity: 1 },
        { line: 2, quantity: 2 },
      ],
    });
    expect(minors(goods)).toEqual({
      amount: 4599,
      lines: [
        [1, 1, 1999, 0],
        [2, 2, 2500, 100],
      ],
      shipping: [0, 0],
    });
    expect(
      refundableParts(after(...refunded(shipping), ...refunded(goods))).every(
        ({ goods: left, tax }) => left === 0n && tax === 0n,
      ),
    ).toBe(true);
  });

  it('M4: spreads an amount by largest remainder: of two lines of 1.00 with 0.06 tax, 1.03 is 0.50, 0.50 and 0.03', () => {
    const lines = [
      { ...onlineLine, unitAmount: usd(100n) },
      { ...onlineLine, sku: 'SONG-2', unitAmount: usd(100n) },
    ];
    const shares = [1, 2].map((line) => ({ line, taxable: usd(100n), amount: usd(3n) }));
    const taxLines = [{ jurisdiction: 'US-NY', name: 'tax', ratePpm: 30_000, taxable: usd(200n), amount: usd(6n), shares }];
    const order = fold([
      orderPlaced({ lines }),
      orderPriced({ total: usd(206n), shipping: usd(0n), tax: usd(6n), taxLines }),
      fraudAccepted(),
      authorizationRequested({ amount: usd(206n) }),
      paymentAuthorized({ amount: usd(206n) }),
      paymentCaptured({ amount: usd(206n) }),
    ]) as Order;
    const half = minors(allocateRefund(order, { amount: usd(103n) }));
    expect(half).toEqual({
      amount: 103,
      lines: [
        [1, 0, 50, 2],
        [2, 0, 50, 1],
      ],
      shipping: [0, 0],
    });
  });

  it.each<[string, RefundWish, string, string]>([
    ['0', { amount: usd(0n) }, 'invalid_amount', '/amount'],
    ['−10.00', { amount: usd(-1000n) }, 'invalid_amount', '/amount'],
    ['more than was captured', { amount: usd(5427n) }, 'amount_exceeds_refundable', '/amount'],
    ['another currency', { amount: { minor: 1n, currency: 'EUR' } }, 'currency_mismatch', '/currency'],
    ['a line that is not there', { lines: [{ line: 3, quantity: 1 }] }, 'unknown_line', '/lines/0/line'],
    ['line 0', { lines: [{ line: 0, quantity: 1 }] }, 'unknown_line', '/lines/0/line'],
    ['no pieces', { lines: [{ line: 1, quantity: 0 }] }, 'invalid_quantity', '/lines/0/quantity'],
    ['more pieces than were bought', { lines: [{ line: 2, quantity: 3 }] }, 'quantity_exceeds_refundable', '/lines/0/quantity'],
    [
      'a line twice',
      {
        lines: [
          { line: 2, quantity: 1 },
          { line: 2, quantity: 1 },
        ],
      },
      'duplicate_line',
      '/lines/1/line',
    ],
    ['more shipping than was paid', { lines: [], shipping: usd(796n) }, 'amount_exceeds_refundable', '/shipping'],
    ['nothing of shipping', { lines: [], shipping: usd(0n) }, 'invalid_amount', '/shipping'],
    ['nothing at all', { lines: [] }, 'invalid_amount', '/lines'],
  ])('M3: refuses %s', (_what, wish, code, field) => {
    expect(domainErrorOf(() => allocateRefund(after(), wish))).toMatchObject({ code, field });
  });

  it('M3: counts a refund that is only asked for: 60.00 of 100.00 twice is one too many', () => {
    const first = allocateRefund(after(), { amount: usd(3000n) });
    const order = after(refundRequested(first, { id: 'r1' }));
    expect(domainErrorOf(() => allocateRefund(order, { amount: usd(3000n) })).code).toBe('amount_exceeds_refundable');
  });
});

describe('the lines that were given back', () => {
  it('are those whose every piece was refunded', () => {
    const one = refunded(allocateRefund(after(), { lines: [{ line: 2, quantity: 1 }] }));
    expect(refundedLines(after(...one))).toEqual([]);
    const book = refunded(allocateRefund(after(), { lines: [{ line: 1, quantity: 1 }] }));
    expect(refundedLines(after(...one, ...book))).toEqual([1]);
  });

  it('are all once everything that was captured was given back', () =>
    expect(refundedLines(after(...refunded(allocateRefund(after(), { amount: usd(5426n) }))))).toEqual([1, 2]));

  it('are none for a part of the amount: nobody said which line it is for', () =>
    expect(refundedLines(after(...refunded(allocateRefund(after(), { amount: usd(2000n) }))))).toEqual([]));
});
