import { itemBlock, itemList, stateText } from './item-block.js';
import type { ItemState, ShownItem } from './shown-items.js';
import { languages } from './words/page-words.js';

const at = '2026-11-25T15:00:00.000Z';
const item = (state: ItemState, more: Partial<ShownItem> = {}): ShownItem => ({
  name: 'book.epub',
  sizeBytes: 2_000_000n,
  sha256: '',
  index: 3,
  line: 1,
  good: '',
  state,
  left: 2,
  expiresAt: '2026-11-26T12:00:00.000Z',
  at: '',
  sentBytes: 500_000,
  hasNewer: false,
  licenseKeys: [],
  ...more,
});
const style = { language: 'en', timeZone: 'UTC' } as const;
const block = (shown: ShownItem) => itemBlock(shown, { style, token: 'T', page: 'PAGE', level: 'h2' });

describe('how it stands with an item', () => {
  it.each([
    ['preparing', {}, 'Your own copy is being prepared. This takes a moment.'],
    ['unprepared', {}, 'Your own copy could not be prepared. Please ask the shop: it can help you.'],
    ['ready', {}, 'Ready to download'],
    ['shown', {}, 'Ready to download'],
    ['running', {}, 'Being downloaded: 500.0 kB of 2.0 MB'],
    ['interrupted', {}, 'Interrupted: 500.0 kB of 2.0 MB were sent'],
    ['sent', {}, 'Sent to you: please say whether it arrived'],
    ['downloaded', { at }, 'Downloaded on November 25, 2026 at 3:00 PM Coordinated Universal Time'],
    ['downloaded', {}, 'Downloaded'],
    ['refunded', { at }, 'Refunded on November 25, 2026 at 3:00 PM Coordinated Universal Time'],
    ['refunded', {}, 'Refunded'],
    ['expired', {}, 'Available until November 26, 2026 at 12:00 PM Coordinated Universal Time: expired'],
  ] as const)('is told where it is %s with %j', (state, more, text) => expect(stateText(item(state, more), style)).toBe(text));

  it.each(languages)('is told in %s without gaps', (language) => {
    for (const state of ['running', 'downloaded', 'refunded', 'expired'] as const)
      expect(stateText(item(state, { at }), { ...style, language })).not.toMatch(/[{}]|undefined/);
  });
});

describe('the block of an item', () => {
  it('has a name for its button that tells it from the others, and its own progress', () => {
    const text = block(item('running'));
    expect(text).toContain('<h2>book.epub</h2>');
    expect(text).toContain('id="get-3" aria-label="Download: book.epub"');
    expect(text).toContain('data-item="3"');
    expect(text).toContain('good for 2 complete downloads');
  });
  it('says that the button brings a newer version than the one that was begun', () => {
    expect(block(item('interrupted', { hasNewer: true }))).toContain('newer version');
    expect(block(item('interrupted'))).not.toContain('newer version');
  });
  it('has no checksum where there is none', () => expect(block(item('ready'))).not.toContain('SHA-256'));
});

describe('the list of items', () => {
  it('stands by folders, each item by its name there', () => {
    const list = itemList([item('ready', { name: 'manual/en.pdf' }), item('ready')], style);
    expect(list).toMatch(
      /<strong>book\.epub<.*<p class="folder">manual<\/p><ul class="items"><li class="open"><strong>en\.pdf</s,
    );
  });

  it('is none where there are none', () => expect(itemList([], style)).toBe(''));
  it('tells of each how it stands', () =>
    expect(itemList([item('ready'), item('downloaded')], style)).toMatch(
      /class="open".*Ready to download.*class="ended".*Downloaded/s,
    ));
});

describe('license keys', () => {
  it('stand in lines of their own, with nothing to fetch', () => {
    const keys = { sizeBytes: undefined, sha256: undefined, licenseKeys: ['AAAA-BBBB', '<b>'] };
    const html = block(item('shown', keys));
    expect(html).toContain('<h3>License keys</h3>');
    expect(html).toContain('<li><code>AAAA-BBBB</code></li><li><code>&lt;b&gt;</code></li>');
    expect(html).not.toContain('<button');
  });
});
