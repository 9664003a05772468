import { receiptText } from './receipt-text.js';
import { hostileReceipt, receiptFor, sampleReceipt } from './testing/sample-receipt.js';

describe('receiptText', () => {
  it('reads like this', () =>
    expect(receiptText(sampleReceipt)).toBe(`Hello Ann Buyer,

thank you for your order. This is your receipt.

Order   ord_01890a5dac96774bbcceb302099a8057
Date    2026-11-23
Seller  mer_demo

--------------------------------------------------------------------
The Book                                                   19.99 USD
  EBOOK-1, 1 x 19.99 USD
A mug                                                      25.00 USD
  MUG-1, 2 x 12.50 USD
--------------------------------------------------------------------
Subtotal                                                   44.99 USD
Shipping (ground)                                           7.95 USD
Sales tax (US-NY, 4 %)                                      1.32 USD
Total                                                      54.26 USD
--------------------------------------------------------------------
Charged to Visa ending in 1111                             54.26 USD

Your downloads (each link works once, until 2026-11-26 12:00 UTC):

  book.epub (1.0 MiB)
  https://localhost:7444/d/token

Ships to:
  Ann Buyer
  1 Main St
  Albany NY 12207
  US

Sent by Tollgate for mer_demo. Questions about your order? Please ask the seller.
`));

  it('leaves out what there is none of', () => {
    const text = receiptText({ ...sampleReceipt, customerName: '', downloads: [], downloadsUntil: '', shipTo: [] });
    expect(text.startsWith('Hello,\n')).toBe(true);
    expect(text).not.toMatch(/download|Ships/);
  });

  it('gives a long description a line of its own', () => {
    const text = receiptText(receiptFor('x'.repeat(80)));
    expect(text).toContain(`${'x'.repeat(80)}\n${'19.99 USD'.padStart(68)}\n`);
  });

  it('S16: keeps what a customer typed on the line it belongs to', () => {
    const text = receiptText(hostileReceipt);
    expect(text).not.toMatch(/[\r\u202e]/);
    expect(text).not.toMatch(/^Bcc/m);
  });
});
