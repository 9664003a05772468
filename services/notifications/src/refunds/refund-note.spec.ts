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

const order = fold([
  orderPlaced({}, { mode: 'live' }),
  orderPriced(),
  fraudAccepted(),
  authorizationRequested(),
  paymentAuthorized(),
  paymentCaptured(),
  downloadsGranted(),
  refundRequested(
    {
      amount: usd(3299n),
      lines: [
        { line: 1, quantity: 1, goods: usd(1999n), tax: usd(0n) },
        { line: 2, quantity: 1, goods: usd(1250n), tax: usd(50n) },
      ],
      shipping: usd(0n),
      shippingTax: usd(0n),
      reason: 'arrived broken',
    },
    { id: 'r1' },
  ),
  recorded('PaymentRefunded', { operation: 'r1', amount: usd(3299n) }, { version: 4 }),
  recorded('DownloadAccessRevoked', { entitlements: [0] }, { version: 2 }),
]) as Order;
const refund = operationOf(order.payment, 'r1');
const noteFor = (name: string) => {
  if (refund === undefined) throw new Error('no refund');
  return composeRefundNote({ order, refund, customer: { email: 'ann@example.com', name }, settings: defaultReceipt });
};

describe('the note of a refund', () => {
  it('reads like this', () =>
    expect(refundText(noteFor('Ann Buyer'))).toBe(`Hello Ann Buyer,

this is to tell you of a refund.

Order: ord_01890a5dac96774bbcceb302099a8057
Seller: mer_demo

--------------------------------------------------------------------
1 x The Book                                               19.99 USD
1 x A mug                                                  12.50 USD
Refunded to Visa ending in 1111                            32.99 USD
--------------------------------------------------------------------

Reason: arrived broken

Downloads of what was refunded have ended.

Questions about your order? Please ask mer_demo.
`));

  it('S16: shows what a customer typed, and runs nothing of it', () => {
    const html = refundHtml(noteFor(hostile));
    expect(html).not.toMatch(/<script|\u202e|^Bcc/m);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('32.99 USD');
  });
});
