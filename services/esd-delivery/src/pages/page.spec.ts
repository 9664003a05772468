import { bookFile } from '@tollgate/testing';
import { sampleAbout } from '../testing/sample-shop.js';
import { downloadPage, problemPage, statusDocument } from './page.js';
import { pageHeadersOf } from './page-headers.client.js';
import type { ShownItem } from './shown-items.js';
import { languages } from './words/page-words.js';

const item = (more: Partial<ShownItem> = {}): ShownItem => ({
  name: '<b>"book" & more</b>.epub',
  sizeBytes: 1_048_576n,
  sha256: bookFile.sha256,
  index: 0,
  line: 1,
  good: '',
  state: 'ready',
  left: 1,
  expiresAt: '2026-11-26T12:00:00.000Z',
  at: '',
  sentBytes: 0,
  hasNewer: false,
  licenseKeys: [],
  ...more,
});
const song = item({ index: 1, name: 'song.flac' });
const of = { token: 'OWN', tokenOf: ({ index }: ShownItem) => `TOKEN${index}`, about: sampleAbout(), language: 'en' as const };
const own = (items: readonly ShownItem[], more = {}) => downloadPage({ ...of, items, own: 0, ...more });
const whole = (items: readonly ShownItem[]) => downloadPage({ ...of, items, own: undefined });
const stateIn = (page: string) => /data-state="([^"]*)"/.exec(page)?.[1];

describe('the page of one item', () => {
  const page = own([item()]);

  it('tells what the file is, to the byte, and until when it can be fetched by the shop’s clocks', () => {
    expect(page).toContain('1.0 MB (1,048,576 bytes)');
    expect(page).toContain('November 26, 2026 at 7:00 AM Eastern Standard Time');
    expect(page).toContain(`<code>${bookFile.sha256}</code>`);
    expect(page).toContain('<form class="download" method="get" action="/d/OWN/file">');
    expect(page).toContain('good for one complete download');
  });

  it('S16: shows a name as text, whatever it contains', () => {
    expect(page).not.toContain('<b>');
    expect(page).toContain('&lt;b&gt;&quot;book&quot; &amp; more&lt;/b&gt;.epub');
    const { about } = of;
    const evil = { ...about, shop: { ...about.shop, name: '<script>alert(1)</script>' }, logo: '/d/OWN/logo"onerror="x' };
    const text = own([item()], { about: evil });
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('"onerror="');
  });

  it('tells what else the order has, and gives no link to it', () => {
    const both = own([item(), song]);
    expect(both).toContain('Also in this order');
    expect(both).toContain('song.flac');
    expect(both).toContain('use their links in your receipt');
    expect(both).not.toContain('TOKEN1');
    expect(page).not.toContain('Also in this order');
  });

  it('D7: asks whether the file has arrived where only the customer can tell, and says so to its script', () => {
    const asking = own([item({ state: 'sent' })]);
    expect(page).not.toContain('/received');
    expect(asking).toContain('<form class="arrived" method="post" action="/d/OWN/received">');
    expect([page, asking].map(stateIn)).toEqual(['0:ready:1', '0:sent:1']);
  });

  it('shows how far a download is, and how one that stands still is gone on with', () => {
    const running = own([item({ state: 'running', sentBytes: 262_144 })]);
    expect(running).toContain('Being downloaded: 262.1 kB of 1.0 MB');
    expect(running).toMatch(/<progress max="1048576" value="262144" aria-label="/);
    expect(own([item({ state: 'interrupted', sentBytes: 262_144 })])).toContain('your browser’s list of downloads');
  });

  it('has no button where nothing is fetched', () =>
    expect(own([item({ state: 'shown', sizeBytes: undefined, sha256: undefined })])).not.toContain('<button'));

  it('runs no script but its own, loads nothing from elsewhere, and shows nothing of where the file is kept', () => {
    const policy = pageHeadersOf(page)['Content-Security-Policy'] ?? '';
    expect(page.split('<script>')).toHaveLength(2);
    expect(policy).toContain("script-src 'sha256-");
    expect(policy).toContain("style-src 'sha256-");
    expect(policy).not.toContain('unsafe');
    expect(page).not.toContain('mer_demo');
  });

  it('has the shop’s color in its own style, which its policy lets through', () => {
    const colored = own([item()], { about: sampleAbout({ accentColor: '#7a1f5f' }) });
    expect(colored).toContain('--accent: #7a1f5f');
    expect(pageHeadersOf(colored)).not.toEqual(pageHeadersOf(page));
  });

  it('says whom to ask', () => {
    expect(page).toContain('Please ask <strong>Lamps &amp; more</strong>');
    const asked = own([item()], { about: sampleAbout({ supportEmail: 'help@lamps.example', supportPhone: '+1 500 555 0001' }) });
    expect(asked).toContain('<a href="mailto:help@lamps.example">help@lamps.example</a>');
    expect(asked).toContain('<a href="tel:+15005550001">');
    expect(asked).toContain('ord_01890a5dac96774bbcceb302099a8057');
  });

  it.each(languages)('is written in %s throughout', (language) => {
    const page = own([item(), song], { language });
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/\{\w+\}/);
  });
});

describe('the page of a whole order', () => {
  it('has a button for each item that is left, by that item’s own link, and tells what became of the others', () => {
    const done = item({ index: 2, name: 'cover.png', state: 'downloaded', at: '2026-11-25T15:00:00.000Z' });
    const page = whole([item(), song, done]);
    for (const token of ['TOKEN0', 'TOKEN1']) expect(page).toContain(`action="/d/${token}/file"`);
    expect(page).not.toContain('TOKEN2');
    expect(page).toContain('Downloaded on November 25, 2026 at 10:00 AM Eastern Standard Time');
    expect(page).toContain('aria-label="Download: song.flac"');
  });

  it('tells where its parcels are, which the page of one item does not', () => {
    const parcels = [{ carrier: 'Post', trackingNumber: '1Z999', trackingUrl: '' }];
    expect(downloadPage({ ...of, items: [item()], own: undefined, parcels })).toContain('Your parcels</h2>');
    expect(own([item()], { parcels })).not.toContain('1Z999');
  });

  it('says of two files of one name which good each belongs to, in the order of the lines', () => {
    const book = (index: number, line: number, good: string) => item({ index, line, good, name: 'book.epub' });
    const page = whole([
      book(0, 2, 'The Sequel'),
      book(1, 1, 'The Book'),
      item({ index: 2, line: 1, good: 'The Book', name: 'a/b.pdf' }),
    ]);
    const headings = [...page.matchAll(/<(h[1-4])>([^<]+)/g)].map(([, level, text]) => `${level} ${text}`);
    expect(headings).toEqual([
      'h1 Your downloads',
      'h2 The Book',
      'h3 book.epub',
      'h3 a',
      'h4 b.pdf',
      'h2 The Sequel',
      'h3 book.epub',
    ]);
    for (const name of ['book.epub, The Book', 'a/b.pdf, The Book', 'book.epub, The Sequel'])
      expect(page).toContain(`aria-label="Download: ${name}"`);
    expect(whole([book(0, 1, 'The Book')])).toContain('<p class="good">The Book</p>');
    expect(own([book(0, 1, 'The Book'), book(1, 2, 'The Sequel')])).toMatch(
      /<p class="good">The Book<\/p><h1>.*<p class="good">The Sequel/s,
    );
  });

  it('leads from its question back to itself', () =>
    expect(whole([item({ state: 'sent' }), song])).toContain('action="/d/TOKEN0/received?back=OWN"'));
});

describe('what the script of a page is told', () => {
  it('names the state that the page shows, and how far each item is, in words', () => {
    const items = [item({ state: 'running', sentBytes: 524_288 }), song];
    const { state, items: told } = statusDocument({ items, language: 'de', about: of.about });
    expect(state).toBe(stateIn(own(items)));
    expect(told[0]).toEqual({
      item: 0,
      state: 'running',
      sentBytes: 524_288,
      sizeBytes: 1_048_576,
      text: 'Wird heruntergeladen: 524,3 kB von 1,0 MB',
    });
  });
});

describe('problemPage', () => {
  const problem = (code: string, more = {}) => problemPage({ code, requestId: 'req_1', language: 'en', ...more });
  it('names the code that scripts get', () => expect(problem('link_expired')).toContain('<code>link_expired</code>'));
  it('asks nobody to try again what will never be taken', () => {
    expect(problem('method_not_allowed')).toContain('does not take a request of that kind, now or later');
    for (const code of ['method_not_allowed', 'precondition_failed', 'range_not_satisfiable'])
      expect(problem(code)).not.toMatch(/try again/);
  });
  it('has words for what it does not know, in every language', () => {
    expect(problem('internal_error')).toContain('That did not work');
    for (const language of languages) expect(problem('internal_error', { language })).toMatch(/<h1>[^<]+<\/h1><p>[^<]+/);
  });
  it('tells when it ended and whom to ask, where the order is known', () => {
    const items = [item({ state: 'downloaded', at: '2026-11-25T15:00:00.000Z' })];
    const page = problem('access_closed', { items, about: sampleAbout({ supportEmail: 'help@lamps.example' }) });
    expect(page).toContain('Downloaded on November 25, 2026 at 10:00 AM Eastern Standard Time');
    expect(page).toContain('help@lamps.example');
  });
});
