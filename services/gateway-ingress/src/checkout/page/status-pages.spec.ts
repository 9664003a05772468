import { sayIn } from '../texts/page-texts.js';
import { receiptFacts } from './receipt-facts.js';
import { endHtml, processingHtml, receiptHtml, refreshTo, returnHtml } from './status-pages.js';

const place = { say: sayIn('en'), language: 'en', seller: '<Shop>' };
const order = {
  id: 'ord_1',
  currency: 'USD',
  customer: { email: 'ann@example.com', name: 'José 🎉 O’Neill' },
  payment: { brand: 'visa', last4: '1111' },
  items: [{ description: 'The <Book>', quantity: 2, unitAmount: 1999 }],
  amounts: { shipping: 0, tax: 100, total: 4098 },
  downloads: [{ sku: 'EBOOK-1', fileName: 'book.epub', url: 'https://d.example/d/1' }, { sku: 'KEY-1' }],
};

describe('what comes of a session', () => {
  it('is a receipt with what was bought, the downloads, and the way back', () => {
    const { text } = receiptHtml(receiptFacts({ ...order, consents: [{ text: 'Terms' }] }, '/pay/t/return'), place);
    for (const part of [
      'ord_1',
      'José 🎉 O’Neill',
      'Visa •••• 1111',
      'The &lt;Book&gt;',
      '$39.98',
      '$40.98',
      '<a href="https://d.example/d/1">book.epub</a>',
      '<li>KEY-1</li>',
      'Terms',
      'href="/pay/t/return"',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Shipping');
  });

  it('is a receipt without a name once the customer was forgotten', () =>
    expect(receiptHtml(receiptFacts({ ...order, customer: null }, '/'), place).text).not.toMatch(/Full name|on its way/));

  it('is a page that asks nobody to pay again while the order has no end', () =>
    expect(processingHtml(place, { order: 'ord_1', returnPath: '/r' }).text).toMatch(/data-poll.*need not pay again.*ord_1/s));

  it('asks again by its own whole address, with what it says of the page around it', () =>
    expect(processingHtml(place, { order: 'ord_1', returnPath: '/r' }).text).toContain('href=""'));

  it('leads out of a page around it while the order has no end, and tells that page so', () => {
    const told = { session: 'cs_1', order: 'ord_1', status: 'processing', t: 1, url: 'https://shop.example/?a=1' } as const;
    const { text } = processingHtml(place, { order: 'ord_1', returnPath: '/r', told });
    expect(text).toContain(
      'data-session="cs_1" data-order="ord_1" data-status="processing" data-url="https://shop.example/?a=1"',
    );
    expect(text).toContain('<p class="onward"><a href="/r" target="_top">');
  });

  it.each(['expired', 'canceled', 'exhausted', 'not_found', 'unavailable'] as const)('is an end with words: %s', (kind) =>
    expect(endHtml(kind, place, 'https://shop.example/cart').text).toMatch(
      /<h1>[A-Z].*<p>[A-Z].*href="https:\/\/shop\.example\/cart"/s,
    ),
  );

  it('leads back by an address that stands in the page, escaped', () => {
    const url = 'https://shop.example/?a=1&b="2"';
    expect(returnHtml(place, url).text).toContain('href="https://shop.example/?a=1&amp;b=&quot;2&quot;"');
    expect(refreshTo(url).text).toContain('content="0;url=https://shop.example/?a=1&amp;b=&quot;2&quot;"');
  });
});
