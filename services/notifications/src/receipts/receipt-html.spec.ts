import { escapeHtml } from '../mails/html.js';
import { hostileReceipt, sampleReceipt } from '../testing/sample-receipt.js';
import { receiptHtml } from './receipt-html.js';

describe('receiptHtml', () => {
  it('is this page, with what the merchant wrote', () => {
    const logo = { source: 'cid:logo.ab@tollgate.example', width: 240, height: 80 };
    const written = {
      greeting: 'Welcome!\n\nEnjoy.',
      closing: 'See you soon',
      footer: 'Books Ltd\nVAT 123',
      accent: '#7a1f5f',
      logo,
    };
    const [line] = sampleReceipt.lines;
    expect(receiptHtml({ ...sampleReceipt, ...written, lines: line ? [line] : [] })).toBe(golden);
  });

  it('names the order by the number that its shop finds it by, too', () =>
    expect(receiptHtml({ ...sampleReceipt, reference: 'S-<1>' })).toContain(
      '>Order S-&lt;1&gt; (ord_01890a5dac96774bbcceb302099a8057)<br>',
    ));

  it('shows the name of the shop where there is no logo, and no greeting but its own', () => {
    const html = receiptHtml(sampleReceipt);
    expect(html).not.toContain('<img');
    expect(html).toContain('font-weight:bold">The Book Shop</p>');
    expect(html).toContain('thank you for your order. This is your receipt.');
  });

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
      '<a href="https://localhost:7444/d/token" style="color:#1f5fbf">book.epub</a>',
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
    const downloads = [{ fileName: 'A key', line: 1, good: '', size: '', url: 'https://localhost:7444/d/key' }];
    expect(receiptHtml({ ...sampleReceipt, downloads })).toContain('>A key</a></li>');
  });

  it('S16: shows what a customer typed, and runs nothing of it', () => {
    const html = receiptHtml(hostileReceipt);
    expect(html).not.toMatch(/<script|\u202e|^Bcc/m);
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  });

  it('escapes what ends an attribute', () => expect(escapeHtml(`a'b"c`)).toBe('a&#39;b&quot;c'));
});

const golden = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>Your receipt</title></head>
<body style="margin:0;padding:24px 8px;background:#f4f5f7;color:#1b2430;font:16px/1.45 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
<div style="padding:24px 28px;background:#ffffff;border-top:4px solid #7a1f5f;border-radius:8px">
<p style="margin:0 0 20px"><img src="cid:logo.ab@tollgate.example" alt="The Book Shop" width="240" height="80" style="display:block;border:0"></p>
<h1 style="font-size:22px;margin:0 0 12px">Your receipt</h1>
<p>Hello Ann Buyer,<br>
Welcome!<br>
<br>
Enjoy.</p>
<p style="color:#5b6470;font-size:13px">Order ord_01890a5dac96774bbcceb302099a8057<br>2026-11-23, sold by The Book Shop</p>
<table width="100%" cellpadding="0" cellspacing="0" border="0">
<tr valign="top"><td style="padding:4px 0">The Book<br><span style="color:#5b6470;font-size:13px">EBOOK-1, 1 &times; 19.99 USD</span></td><td align="right" nowrap style="padding:4px 0 4px 12px">19.99 USD</td></tr>
<tr><td colspan="2" style="padding:0;border-top:1px solid #d9dde3"></td></tr>
<tr valign="top"><td style="padding:4px 0">Subtotal</td><td align="right" nowrap style="padding:4px 0 4px 12px">44.99 USD</td></tr>
<tr valign="top"><td style="padding:4px 0">Shipping (ground)</td><td align="right" nowrap style="padding:4px 0 4px 12px">7.95 USD</td></tr>
<tr valign="top"><td style="padding:4px 0">Sales tax (US-NY, 4 %)</td><td align="right" nowrap style="padding:4px 0 4px 12px">1.32 USD</td></tr>
<tr valign="top"><td style="padding:4px 0"><strong>Total</strong></td><td align="right" nowrap style="padding:4px 0 4px 12px"><strong>54.26 USD</strong></td></tr>
</table>
<p>Charged to Visa ending in 1111: <strong>54.26 USD</strong></p>
<h2 style="font-size:17px;margin:24px 0 8px">Your downloads</h2>
<p style="color:#5b6470;font-size:13px">The links are good until 2026-11-26 12:00 UTC.</p>
<p>The Book</p>
<ul>
<li><a href="https://localhost:7444/d/token" style="color:#7a1f5f">book.epub</a> <small>1.0 MB</small></li>
</ul>
<h2 style="font-size:17px;margin:24px 0 8px">Ships to</h2>
<p>Ann Buyer<br>
1 Main St<br>
Albany NY 12207<br>
US</p>
<p>See you soon</p>
<p style="color:#5b6470;font-size:13px">Questions about your order? <a href="mailto:help@books.example" style="color:#7a1f5f">help@books.example</a></p>
</div>
<p style="margin:16px 28px 0;color:#5b6470;font-size:12px;line-height:1.5">Books Ltd<br>
VAT 123</p>
</div></body></html>
`;
