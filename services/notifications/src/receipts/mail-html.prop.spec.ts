import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { linksHtml, linksText } from '../downloads/links-note.js';
import { wordsOf } from '../mails/languages.data.js';
import { refundHtml, refundText } from '../refunds/refund-note.js';
import { receiptFor, sampleReceipt } from '../testing/sample-receipt.js';
import type { Receipt } from './receipt.js';
import { MOST_HTML_BYTES, receiptHtml } from './receipt-html.js';
import { receiptText } from './receipt-text.js';

/** What customers, carts and merchants may send that is more than a text to somebody. */
const planted = [
  '<script>hit()</script>',
  '"><img src=x onerror=hit()>',
  `' onmouseover='hit()' x='`,
  '</title></style></td></table><h1>',
  '<!--',
  '&lt;b&gt;&#60;b&#62;',
  'javascript:hit()',
  '{{constructor.constructor("hit()")()}} {seller} {name} ${name} $& $1',
  'Eve\r\nBcc: all@example.com\r\n\r\n',
  '\u202Eesrever\u2066\u2028\u2029\u0000\u001b[31m',
  '👨‍👩‍👧‍👦\ud800',
  'x'.repeat(10_000),
  '<"&\'>'.repeat(2_000),
];
const text = fc.oneof(fc.constantFrom(...planted), fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 80 }));

/** A receipt with everything on it, whose every text is somebody else's. */
const receipt = fc
  .record({ texts: fc.array(text, { minLength: 12, maxLength: 12 }), count: fc.integer({ min: 1, max: 3 }) })
  .map(({ texts, count }): Receipt => {
    const one = (at: number) => texts[at] as string;
    const line = { description: one(0), sku: one(1), quantity: 1, unit: '1.00 USD', amount: '1.00 USD' };
    return {
      ...sampleReceipt,
      customerName: one(2) === '' ? 'Ann' : `A${one(2)}`,
      seller: `S${one(3)}`,
      card: one(4),
      contacts: [{ text: `C${one(5)}`, href: `https://x.example/${one(5)}` }],
      greeting: `G${one(6)}`,
      closing: `C${one(7)}`,
      footer: `F${one(8)}`,
      lines: Array.from({ length: count }, () => line),
      sums: [{ label: one(9), amount: '1.00 USD' }],
      shipTo: [`T${one(10)}`],
      downloads: [
        { fileName: `D${one(11)}`, line: 1, good: `G${one(0)}`, size: '1 bytes', url: 'https://localhost:7444/d/token' },
      ],
      allUrl: 'https://localhost:7444/d/all',
    };
  });

interface Seen {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const elementsIn = (html: string): readonly Seen[] => {
  const seen: Seen[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => seen.push({ name, attributes }) });
  parser.end(html);
  return seen;
};

/** Element by element with the names of its attributes: the template's own, whatever was filled in. Line breaks are the text's. */
const shapeOf = (html: string): readonly string[] =>
  elementsIn(html)
    .filter(({ name }) => name !== 'br')
    .map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`);

const plain = (one: Receipt): Receipt => ({
  ...sampleReceipt,
  lines: one.lines.map(() => ({ description: 'x', sku: one.lines[0]?.sku === '' ? '' : 'x', quantity: 1, unit: '', amount: '' })),
  sums: [{ label: 'x', amount: '' }],
  contacts: [{ text: 'x', href: 'https://x.example/' }],
  greeting: 'x',
  closing: 'x',
  footer: 'x',
  shipTo: ['x'],
  allUrl: one.allUrl,
});

const noteOf = (one: Receipt) => ({
  ...one,
  title: 'Refund',
  intro: 'Money went back.',
  sumLabel: `Refunded to ${one.card}`,
  reasonLabel: 'Reason',
  parts: one.lines.map(({ description }) => ({ label: description, amount: '1.00 USD' })),
  amount: '1.00 USD',
  reason: `R${one.shipTo[0]}`,
  endsAccess: true,
});

describe('S16: a mail, whatever the texts in it are', () => {
  it('has no element and no attribute but the template’s own', () =>
    fc.assert(
      fc.property(receipt, (one) => {
        expect(shapeOf(receiptHtml(one))).toEqual(shapeOf(receiptHtml(plain(one))));
        expect(shapeOf(refundHtml(noteOf(one)))).toEqual(shapeOf(refundHtml(noteOf(plain(one)))));
        expect(shapeOf(linksHtml(one))).toEqual(shapeOf(linksHtml(plain(one))));
      }),
      { numRuns: 300 },
    ));

  it('leads nowhere but to https, mail and telephone, and fetches nothing', () =>
    fc.assert(
      fc.property(receipt, (one) => {
        for (const { attributes } of elementsIn(receiptHtml(one))) {
          if ('href' in attributes) expect(attributes.href).toMatch(/^(https:\/\/|mailto:|tel:)/);
          expect(attributes.src ?? 'cid:').toMatch(/^cid:/);
          expect(attributes.style ?? '').not.toMatch(/url\(|expression/i);
        }
      }),
    ));

  it('as text has no control character, and no line that a customer began', () =>
    fc.assert(
      fc.property(receipt, (one) => {
        for (const form of [receiptText(one), refundText(noteOf(one)), linksText(one)]) {
          expect(form).not.toMatch(/[^\n\P{Cc}]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(form.isWellFormed()).toBe(true);
        }
        // What merchants write has lines of its own.
        const others = { ...one, greeting: 'Hello', closing: '', footer: '' };
        for (const form of [receiptText(others), refundText(noteOf(others))]) expect(form).not.toMatch(/^Bcc:/m);
      }),
      { numRuns: 300 },
    ));

  it('shows what it can of a text as it was written', () => {
    for (const one of planted.slice(0, 8)) {
      let shown = '';
      new Parser({ ontext: (part) => (shown += part) }, { decodeEntities: true }).end(receiptHtml(receiptFor(one)));
      expect(shown).toContain(one);
    }
  });
});

describe('the size of a mail', () => {
  const lines = (count: number, description: string) =>
    Array.from({ length: count }, () => ({
      description,
      sku: 'SKU-1234567890',
      quantity: 10,
      unit: '1999.00 USD',
      amount: '19990.00 USD',
    }));
  const downloads = (count: number, fileName: string) =>
    Array.from({ length: count }, () => ({
      fileName,
      line: 1,
      good: 'An album',
      size: '1.0 MB',
      url: `https://downloads.example/d/${'x'.repeat(80)}`,
    }));

  it.each([
    ['as many items as an order takes, each described at length', lines(100, 'A thing that is well described. '.repeat(6)), []],
    ['the same in another script', lines(100, '日本語の長い商品説明です。'.repeat(15)), []],
    ['the same of what is escaped', lines(100, '<"&\'>'.repeat(2_000)), []],
    [
      'as many files as an order takes',
      lines(3, 'An album'),
      downloads(256, '01 - The long name of a song that never ends.flac'),
    ],
  ])('stays below what Gmail cuts off: %s', (_, some, files) => {
    const whole = {
      ...sampleReceipt,
      lines: some,
      downloads: files,
      footer: 'Legal. '.repeat(280),
      closing: 'Bye. '.repeat(200),
    };
    for (const words of Object.values(wordsOf))
      expect(Buffer.byteLength(receiptHtml({ ...whole, words }))).toBeLessThanOrEqual(MOST_HTML_BYTES);
  });
});
