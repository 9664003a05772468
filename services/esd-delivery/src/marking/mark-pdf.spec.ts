import { degrees, PDFName } from '@cantoo/pdf-lib';
import { blankPdf, readPdf } from '../testing/books.js';
import { Fonts } from './fonts.store.js';
import { markPdf } from './mark-pdf.store.js';

const fonts = new Fonts();
const mark = { text: 'For Ann Buyer <ann@example.com>', order: 'ord_1', pages: 'all' } as const;
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'marked',
    ({ code }: { code: string }) => code,
  );

describe('a PDF', () => {
  it('bears its buyer on every page and in its metadata, and keeps its own', async () => {
    const copy = await readPdf(await markPdf(await blankPdf(3), mark, fonts));
    expect(copy.pages).toEqual([mark.text, mark.text, mark.text]);
    expect(copy.custom).toMatchObject({ LicensedTo: mark.text, OrderId: 'ord_1' });
    expect(copy.title).toBe('The Book');
  });

  it('bears them on the first or the last page where that is wanted', async () => {
    const source = await blankPdf(2);
    expect((await readPdf(await markPdf(source, { ...mark, pages: 'first' }, fonts))).pages).toEqual([mark.text, '']);
    expect((await readPdf(await markPdf(source, { ...mark, pages: 'last' }, fonts))).pages).toEqual(['', mark.text]);
  });

  it.each(['김철수', 'محمد علي', '张伟', '山田太郎', 'Ngô Thị Hồng', 'Иван', 'אבי', 'Zoë 🦊'])(
    'says %s so that another reader finds it',
    async (name) => {
      const text = `For ${name}, order ord_1`;
      const copy = await readPdf(await markPdf(await blankPdf(1), { ...mark, text }, fonts));
      for (const word of name.split(' ')) expect(copy.pages[0]?.normalize('NFKC')).toContain(word.normalize('NFKC'));
      expect(copy.custom.LicensedTo).toBe(text);
    },
  );

  it('with pages that are turned is marked as the others are', async () => {
    const turned = await blankPdf(1, (document) => document.getPage(0).setRotation(degrees(90)));
    expect((await readPdf(await markPdf(turned, mark, fonts))).pages).toEqual([mark.text]);
  });

  it('that is encrypted, signed or none takes no mark', async () => {
    const encrypted = await blankPdf(1, (document) => document.encrypt({ ownerPassword: 'a', userPassword: 'b' }));
    const signed = await blankPdf(1, ({ catalog, context }) =>
      catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [] })),
    );
    expect(await codeOf(markPdf(encrypted, mark, fonts))).toBe('encrypted_file');
    expect(await codeOf(markPdf(signed, mark, fonts))).toBe('signed_file');
    expect(await codeOf(markPdf(Buffer.from('%PDF-1.7 or so'), mark, fonts))).toBe('malformed_file');
    expect(await codeOf(markPdf(Buffer.from('hello'), mark, fonts))).toBe('malformed_file');
  });
});
