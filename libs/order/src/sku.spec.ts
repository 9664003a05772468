import { isSku } from './sku.js';

describe('a sku', () => {
  it.each(['EBOOK-1', 'a', '0', 'a.b_c-d', 'x'.repeat(64)])('may be %s', (text) => expect(isSku(text)).toBe(true));

  it.each(['', '-a', '.a', 'a b', 'a/b', 'ä', 'x'.repeat(65), 'a\n'])('may not be "%s"', (text) =>
    expect(isSku(text)).toBe(false),
  );
});
