import { languages } from '../mails/languages.data.js';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { previewedKinds } from './draft.schema.js';
import { draftContents } from './draft-contents.js';
import { sampleOrder } from './sample-order.js';
import { sampleTexts } from './sample-texts.data.js';

const at = new Date('2026-11-27T12:00:00Z');
const written = (language: (typeof languages)[number], kind: (typeof previewedKinds)[number], mode: 'test' | 'live' = 'live') => {
  const sample = sampleOrder({ merchant: 'mer_demo', mode, language, at });
  const contents = draftContents(kind, {
    ...sample,
    settings: { ...defaultReceipt, language },
    linkOf: () => 'https://x.example/d/preview',
    licenseKeyOf: (sealed: string) => sealed,
  });
  if (contents === undefined) throw new Error('no such mail');
  return contents;
};

describe('the order of a preview', () => {
  it.each(languages.flatMap((language) => previewedKinds.map((kind) => [language, kind] as const)))(
    'is told of, in %s, by the mail %s',
    (language, kind) => {
      const { text, html } = written(language, kind);
      const { book, mug, name, file } = sampleTexts[language];
      const told = { receipt: [book, file, 'USD'], refund: [mug, 'USD'], links: [file, 'https://x.example/d/preview'] }[kind];
      for (const part of [name, ...told]) {
        expect(text).toContain(part);
        expect(html).toContain(part);
      }
      expect(html).toContain(`<html lang="${language}">`);
    },
  );

  it('is of the store’s mode', () => {
    expect(written('en', 'receipt', 'test').text).toMatch(/^This was a test/);
    expect(written('en', 'receipt', 'live').text).not.toMatch(/test/);
  });

  it('adds up as a real one does', () => {
    const { order } = sampleOrder({ merchant: 'mer_demo', mode: 'test', language: 'en', at });
    const { subtotal, shipping, tax, total } = order.pricing ?? {};
    const lines = order.placed.lines.reduce((sum, line) => sum + (line.unitAmount?.minor ?? 0n) * BigInt(line.quantity), 0n);
    expect(lines).toBe(subtotal?.minor);
    expect((subtotal?.minor ?? 0n) + (shipping?.minor ?? 0n) + (tax?.minor ?? 0n)).toBe(total?.minor);
  });
});
