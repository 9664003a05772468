import { usd } from '@tollgate/money';
import { fold, type Order, operationOf } from '@tollgate/order';
import {
  authorizationRequested,
  downloadsGranted,
  fraudAccepted,
  orderPlaced,
  orderPriced,
  paymentAuthorized,
  paymentCaptured,
  recorded,
  refundRequested,
} from '@tollgate/testing';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { hostile } from '../testing/sample-receipt.js';
import { composeRefundNote, refundHtml, refundText } from './refund-note.js';

const sold = [
  orderPlaced({}, { mode: 'live' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
];
const bookAndMug = {
  amount: usd(3299n),
  lines: [
    { line: 1, quantity: 1, goods: usd(1999n), tax: usd(0n) },
    { line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) },
  ],
  shipping: usd(0n),
  shippingTax: usd(0n),
  reason: 'arrived broken',
};
const noteOf = (init: Parameters<typeof refundRequested>[0], name = 'Ann Buyer') => {
  const amount = init?.amount ?? usd(0n);
  const order = fold([
    ...sold,
    refundRequested(init, { id: 'r1' }),
    recorded('PaymentRefunded', { operation: 'r1', amount }, { version: 4 }),
  ]) as Order;
  const refund = operationOf(order.payment, 'r1');
  if (refund === undefined) throw new Error('no refund');
  return composeRefundNote({ order, refund, customer: { email: 'ann@example.com', name }, settings: defaultReceipt });
};

describe('the note of a refund', () => {
  it('reads like this', () =>
    expect(refundText(noteOf(bookAndMug))).toBe(`Hello Ann Buyer,

this is to tell you of a refund.

Order: ord_01890a5dac96774bbcceb302099a8057
Seller: mer_demo

--------------------------------------------------------------------
1 x The Book                                               19.99 USD
1 x A mug                                                  12.50 USD
Tax                                                         0.50 USD
Refunded to Visa ending in 1111                            32.99 USD
--------------------------------------------------------------------

Reason: arrived broken

Downloads of what was refunded have ended.

Questions about your order? Please ask mer_demo.
`));

  it('tells every part of a refund of an amount, so that they add up', () => {
    const { parts, amount } = noteOf({
      amount: usd(700n),
      lines: [
        { line: 1, quantity: 0, goods: usd(195n), tax: usd(0n) },
        { line: 2, quantity: 0, goods: usd(389n), tax: usd(20n) },
      ],
      shipping: usd(90n),
      shippingTax: usd(6n),
    });
    expect(parts).toEqual([
      { label: 'The Book', amount: '1.95 USD' },
      { label: 'A mug', amount: '3.89 USD' },
      { label: 'Shipping', amount: '0.90 USD' },
      { label: 'Tax', amount: '0.26 USD' },
    ]);
    expect(amount).toBe('7.00 USD');
  });

  it('says that downloads have ended where this refund ended some, whatever esd-delivery has done so far', () => {
    expect(noteOf(bookAndMug).endsAccess).toBe(true);
    expect(noteOf({ amount: usd(1250n), lines: [{ line: 2, quantity: 1, goods: usd(1250n) }] }).endsAccess).toBe(false);
    expect(noteOf({ amount: usd(50n), lines: [{ line: 1, quantity: 0, goods: usd(50n) }] }).endsAccess).toBe(false);
    expect(noteOf({ amount: usd(5426n), lines: [] }).endsAccess).toBe(true);
  });

  it('S16: shows what a customer typed, and runs nothing of it', () => {
    const html = refundHtml(noteOf(bookAndMug, hostile));
    expect(html).not.toMatch(/<script|\u202e|^Bcc/m);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('32.99 USD');
  });
});
