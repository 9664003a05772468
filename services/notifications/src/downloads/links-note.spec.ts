import { wholeOrder } from '@tollgate/download-link';
import { fold, type Order } from '@tollgate/order';
import { bookEntitlement, downloadsGranted, orderPlaced, recorded } from '@tollgate/testing';
import { type Language, languages } from '../mails/languages.data.js';
import { defaultReceipt } from '../settings/receipt.schema.js';
import { hostile } from '../testing/sample-receipt.js';
import { linksMail } from './links-note.js';

const two = downloadsGranted({ entitlements: [0, 1].map((index) => ({ ...bookEntitlement, index })) });
const expiresAt = '2026-12-01T12:00:00.000Z';
const issued = (...indexes: number[]) =>
  recorded(
    'DownloadsReissued',
    {
      links: indexes.map((entitlement) => ({ entitlement, generation: 2, downloads: 1 })),
      expiresAt,
      request: 'q1',
      isTold: true,
    },
    { version: 2 },
  );
const mail = (
  indexes: readonly number[],
  { language = 'en' as Language, name = 'Ann Buyer', more = [] as Parameters<typeof fold>[0] } = {},
) => {
  const event = issued(...indexes);
  return linksMail({
    order: fold([orderPlaced(), two, event, ...more]) as Order,
    customer: { email: 'ann@example.com', name },
    settings: { ...defaultReceipt, shopName: 'Lamps', language, footer: 'Lamps Ltd' },
    reissue: event.data,
    linkOf: ({ index, generation }) => `https://downloads.example/d/${index === wholeOrder ? 'all' : index}-${generation}`,
  });
};

describe('the mail of new links', () => {
  it('tells the links that were issued, with the page of all of them, and until when they are good', () => {
    const { subject, text, html } = mail([0]);
    expect(subject).toBe('Your new download links for order ord_01890a5dac96774bbcceb302099a8057');
    for (const body of [text, html]) {
      for (const part of ['Ann Buyer', 'book.epub', '/d/0-2', '/d/all-2', '2026-12-01 12:00 UTC', 'Lamps Ltd'])
        expect(body).toContain(part);
      expect(body).not.toContain('/d/1-');
    }
  });

  it('has no link to what was refunded since', () => {
    const revoked = recorded('DownloadAccessRevoked', { entitlements: [1] }, { version: 3 });
    const { text } = mail([0, 1], { more: [revoked] });
    expect(text).toContain('/d/0-2');
    expect(text).not.toMatch(/\/d\/(1|all)-/);
  });

  it.each(languages)('is written in %s, in both forms', (language) => {
    const { subject, text, html } = mail([0, 1], { language });
    expect(html).toContain(`<html lang="${language}">`);
    for (const body of [subject, text, html]) expect(body).not.toMatch(/\{\w+\}|undefined/);
  });

  it('S16: shows what a customer wrote as text', () => {
    const { text, html } = mail([0], { name: hostile });
    expect(html).not.toContain('<script>');
    expect(text).not.toMatch(/^Bcc:/m);
  });
});
