import { wordsOf } from '../mails/languages.data.js';
import { hostileReceipt, receiptFor, sampleReceipt } from '../testing/sample-receipt.js';
import { receiptText } from './receipt-text.js';

describe('receiptText', () => {
  it('reads like this', () =>
    expect(receiptText(sampleReceipt)).toBe(`Hello Ann Buyer,

thank you for your order. This is your receipt.

Order: ord_01890a5dac96774bbcceb302099a8057
Date: 2026-11-23
Seller: The Book Shop

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

Your downloads. The links are good until 2026-11-26 12:00 UTC.

  The Book
  book.epub (1.0 MB)
  https://localhost:7444/d/token

Ships to:
  Ann Buyer
  1 Main St
  Albany NY 12207
  US

Questions about your order? help@books.example
`));

  it('is set as its language is: a space before French colons and question marks, Japanese full stops', () => {
    const french = receiptText({ ...sampleReceipt, words: wordsOf.fr });
    for (const part of ['Commande\u00a0: ord_', 'Date\u00a0: 2026', 'Livré à\u00a0:', 'commande\u202f?'])
      expect(french).toContain(part);
    const keys = { description: 'App', keys: ['K'], shown: ['K'], url: '' };
    const japanese = receiptText({ ...sampleReceipt, words: wordsOf.ja, licenseKeys: [keys] });
    expect(japanese).toContain('\nダウンロード。');
    expect(japanese).toContain('\nライセンスキー。\n');
  });

  it('says no size of what is shown on its page', () => {
    const downloads = [{ fileName: 'A key', line: 1, good: '', size: '', url: 'https://localhost:7444/d/key' }];
    expect(receiptText({ ...sampleReceipt, downloads })).toContain('\n  A key\n  https://localhost:7444/d/key\n');
  });

  it('leaves out what there is none of', () => {
    const text = receiptText({ ...sampleReceipt, customerName: '', downloads: [], downloadsUntil: '', shipTo: [] });
    expect(text.startsWith('Hello,\n')).toBe(true);
    expect(text).not.toMatch(/download|Ships/);
  });

  it('M2: says of a test order that no money moved', () =>
    expect(receiptText({ ...sampleReceipt, testNote: 'This was a test: no money moved.' })).toMatch(/^This was a test/));

  it('tells of the parcel that left with it', () => {
    const parcel = { carrier: 'UPS', trackingNumber: '1Z999', trackingUrl: 'https://ups.example/1Z999' };
    const text = receiptText({ ...sampleReceipt, parcel });
    expect(text).toContain('your order is on its way. This is your receipt.');
    expect(text).toContain(
      'On its way with UPS\n  Tracking number: 1Z999\n  Follow your parcel:\n  https://ups.example/1Z999\n\nShips to:',
    );
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
