import { escapeHtml } from '../mails/html.js';
import { hostileReceipt, sampleReceipt } from '../testing/sample-receipt.js';
import { receiptHtml } from './receipt-html.js';

describe('receiptHtml', () => {
  it('tells all that the text tells', () => {
    const html = receiptHtml(sampleReceipt);
    for (const part of [
      'Hello Ann Buyer',
      'ord_01890a5dac96774bbcceb302099a8057',
      'The Book',
      'EBOOK-1, 1 &times; 19.99 USD',
      'Sales tax (US-NY, 4 %)',
      '<strong>Total</strong>',
      'Charged to Visa ending in 1111: <strong>54.26 USD</strong>',
      '<a href="https://localhost:7444/d/token">book.epub</a>',
      'until 2026-11-26 12:00 UTC',
      '1 Main St<br>',
      'sold by The Book Shop',
    ]) {
      expect(html).toContain(part);
    }
  });

  it('leaves out what there is none of', () =>
    expect(receiptHtml({ ...sampleReceipt, downloads: [], shipTo: [] })).not.toMatch(/downloads|Ships/));

  it('says no size of what is shown on its page', () => {
    const downloads = [{ fileName: 'A key', size: '', url: 'https://localhost:7444/d/key' }];
    expect(receiptHtml({ ...sampleReceipt, downloads })).toContain('>A key</a></li>');
  });

  it('S16: shows what a customer typed, and runs nothing of it', () => {
    const html = receiptHtml(hostileReceipt);
    expect(html).not.toMatch(/<script|\u202e|^Bcc/m);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  });

  it('escapes what ends an attribute', () => expect(escapeHtml(`a'b"c`)).toBe('a&#39;b&quot;c'));
});
