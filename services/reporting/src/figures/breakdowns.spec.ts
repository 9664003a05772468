import type { RecordedEvent } from '@tollgate/contracts';
import { usd } from '@tollgate/money';
import {
  fraudAccepted,
  fraudHeld,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  paymentDeclined,
  recorded,
  refundRequested,
  reviewResolved,
} from '@tollgate/testing';
import { stepsOf } from '../projection/reported-order.js';
import { countriesOf, declinesOf, productsOf, taxesOf } from './breakdowns.js';

const operation = '01890a5d-ac96-7000-8000-0000000000e1';
const captured = [
  orderPlaced(),
  orderPriced(),
  fraudAccepted(),
  paymentAuthorized({}, { version: 1 }),
  paymentCaptured({}, { version: 2 }),
];
const refunded = [
  ...captured,
  refundRequested(
    {
      amount: usd(1300n),
      lines: [{ line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) }],
      shipping: usd(0n),
      shippingTax: usd(0n),
    },
    { id: operation },
  ),
  recorded('PaymentRefunded', { operation, amount: usd(1300n) }, { version: 3 }),
];
const lastOf = (events: readonly RecordedEvent[]) => {
  const [step] = stepsOf(undefined, events).slice(-1);
  if (step === undefined) throw new Error('nothing happened');
  return step;
};

describe('sales by product', () => {
  it('are the goods of each line, and its pieces', () =>
    expect(productsOf(lastOf(captured))).toEqual([
      { of: ['EBOOK-1'], add: { sales: 1n, quantity: 1n, captured_minor: 1999n } },
      { of: ['MUG-1'], add: { sales: 1n, quantity: 2n, captured_minor: 2500n } },
    ]));

  it('count an order once for goods that it has in two lines', () => {
    const line = { sku: 'A', quantity: 1, unitAmount: usd(1n) };
    const [, ...rest] = captured;
    expect(productsOf(lastOf([orderPlaced({ lines: [line, line] }), ...rest])).map(({ add }) => add.sales)).toEqual([1n, 0n]);
  });

  it('tell what came back of which', () =>
    expect(productsOf(lastOf(refunded))).toEqual([
      { of: ['MUG-1'], add: { refunds: 1n, returned_quantity: 1n, refunded_minor: 1250n } },
    ]));
});

describe('sales by country', () => {
  it('are those of where it goes', () => {
    expect(countriesOf(lastOf(captured))).toMatchObject([
      { of: ['US'], add: { sales: 1n, captured_minor: 5426n, tax_minor: 132n } },
    ]);
    expect(countriesOf(lastOf(refunded))).toMatchObject([
      { of: ['US'], add: { refunds: 1n, refunded_minor: 1300n, refunded_tax_minor: 50n } },
    ]);
  });
});

describe('tax by jurisdiction and rate', () => {
  const of = ['US-NY', 'New York State sales tax', 40_000];
  it('is what was taken, and what it is on', () =>
    expect(taxesOf(lastOf(captured))).toEqual([{ of, add: { sales: 1n, taxable_minor: 3295n, tax_minor: 132n } }]));

  it('is what was given back, and what that was on', () =>
    expect(taxesOf(lastOf(refunded))).toEqual([
      { of, add: { refunds: 1n, refunded_taxable_minor: 1248n, refunded_tax_minor: 50n } },
    ]));
});

describe('orders that came to nothing, or waited', () => {
  it('are told by what became of them, and why', () => {
    expect(declinesOf(lastOf([orderPlaced(), orderPriced(), paymentDeclined({}, { version: 1 })]))).toEqual([
      { of: ['declined', 'do_not_honor'], add: { orders: 1n, total_minor: 5426n } },
    ]);
    expect(declinesOf(lastOf([orderPlaced(), recorded('OrderPricingFailed', { code: 'not_served' })]))).toEqual([
      { of: ['rejected', 'not_served'], add: { orders: 1n, total_minor: 0n } },
    ]);
    const held = [orderPlaced(), orderPriced(), fraudHeld()];
    expect(declinesOf(lastOf(held))).toMatchObject([{ of: ['held', 'amount_limit'] }]);
    expect(declinesOf(lastOf([...held, reviewResolved('reject')]))).toMatchObject([{ of: ['rejected', 'review_rejected'] }]);
    const overdue = recorded('FraudReviewResolved', { decision: 'reject', isOverdue: true }, { version: 2 });
    expect(declinesOf(lastOf([...held, overdue]))).toMatchObject([{ of: ['rejected', 'review_overdue'] }]);
  });

  it('are none that went through', () => expect(stepsOf(undefined, captured).flatMap(declinesOf)).toEqual([]));
});
