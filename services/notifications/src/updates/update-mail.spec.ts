import { wholeOrder } from '@tollgate/download-link';
import { fold, type Order, type UpdatedFile } from '@tollgate/order';
import { bookEntitlement, downloadCompleted, downloadsGranted, orderPlaced } from '@tollgate/testing';
import { type Language, languages } from '../mails/languages.data.js';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { hostile } from '../testing/sample-receipt.js';
import { updateMail } from './update-mail.js';

const two = downloadsGranted({ entitlements: [0, 1].map((index) => ({ ...bookEntitlement, index })) });
const file = { sku: bookEntitlement.sku ?? '', name: 'book.epub', sha256: 'cd'.repeat(32), sizeBytes: 2_097_152n, version: 2 };
const mail = ({
  language = 'en' as Language,
  shopName = 'Lamps',
  name = file.name,
  more = [] as Parameters<typeof fold>[0],
  of = {} as Partial<UpdatedFile>,
} = {}) =>
  updateMail({
    order: fold([orderPlaced(), two, ...more]) as Order,
    customer: { email: 'ann@example.com', name: 'Ann Buyer' },
    settings: { ...defaultReceipt, shopName, language },
    files: [{ ...file, name, ...of }],
    linkOf: ({ index, generation }) => `https://downloads.example/d/${index === wholeOrder ? 'all' : index}-${generation}`,
  });

describe('the mail of an update', () => {
  it('tells what is newer, in which version, where it is to be had, and why it is written', () => {
    const { subject, text, html } = mail();
    expect(subject).toBe('A newer version of your download, order ord_01890a5dac96774bbcceb302099a8057');
    for (const body of [text, html])
      for (const part of [
        'Ann Buyer',
        'book.epub, version 2 (2.1 MB)',
        '/d/0-1',
        '/d/all-1',
        '2026-11-26 12:00 UTC',
        'because you bought this from Lamps',
      ])
        expect(body).toContain(part);
  });

  it('says no size of a file of which each buyer gets a copy of their own', () => {
    const { text } = mail({ of: { sizeBytes: 0n } });
    expect(text).toContain('book.epub, version 2\n');
    expect(text).not.toMatch(/\d bytes|\d MB/);
  });

  it('leads to no file of the same name of another good', () =>
    expect(mail({ of: { sku: 'OTHER' } }).text).not.toContain('/d/0-1'));

  it('leads to no file that was fetched already', () => {
    const { text } = mail({ more: [downloadCompleted()] });
    expect(text).not.toContain('/d/0-1');
    expect(text).toContain('/d/1-1');
  });

  it('S16: shows what merchants write as text', () => {
    const { html } = mail({ shopName: hostile, name: hostile });
    expect(html).not.toContain('<script');
    expect(html).not.toContain('<img src=x');
  });

  it.each(languages)('says in %s why it comes', (language) => {
    const { text, html, subject } = mail({ language });
    expect([subject, text, html].join()).not.toMatch(/[{}]/);
    expect(text).toContain('Lamps');
  });
});
