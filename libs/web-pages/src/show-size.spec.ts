import { showSize } from './show-size.js';

describe('a size, which mails and pages tell alike', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1_000, '1.0 kB'],
    [262_144, '262.1 kB'],
    [5_368_709_120, '5.4 GB'],
  ])('of %d is shown as %s', (size, text) => expect(showSize(size, 'en')).toBe(text));

  it('is written as the reader’s language writes it', () => {
    expect(showSize(1_048_576, 'de')).toBe('1,0 MB');
    expect(showSize(1_048_576, 'fr')).toMatch(/^1,0\sMo$/);
  });
});
