import { acknowledgedAt, acknowledgedOf, type Look, withLook } from './acknowledged-bytes.js';

const start: Look = { atMs: 0, acknowledgedBytes: 0 };
const mebibyte = 1_048_576;

describe('what the client’s computer acknowledged', () => {
  it('is what was handed to the connection less what waits in it', () => {
    expect(acknowledgedOf(mebibyte, 0)).toBe(mebibyte);
    expect(acknowledgedOf(mebibyte, 16_406)).toBe(mebibyte - 16_384);
    expect(acknowledgedOf(100, 700)).toBe(0);
  });

  it('D1: is nothing of a transfer that was reset before anybody looked', () =>
    expect(acknowledgedAt([start], 300, mebibyte)).toBe(0));

  it('D1: stays where it is for a client that reads nothing, whatever was written', () => {
    const looks = [start, { atMs: 50, acknowledgedBytes: 65_536 }, { atMs: 100, acknowledgedBytes: 65_536 }];
    expect(acknowledgedAt(looks, 110, mebibyte)).toBeLessThan(mebibyte / 2);
    const later = [150, 200, 250, 300].reduce<readonly Look[]>(
      (all, atMs) => withLook(all, { atMs, acknowledgedBytes: 65_536 }),
      looks,
    );
    expect(acknowledgedAt(later, 350, mebibyte)).toBe(65_536);
  });

  it('goes on between two looks at the pace that was seen, and never beyond what was handed over', () => {
    const looks = [start, { atMs: 50, acknowledgedBytes: 5_000_000 }];
    expect(acknowledgedAt(looks, 70, 100_000_000)).toBe(9_000_000);
    expect(acknowledgedAt(looks, 70, 6_000_000)).toBe(6_000_000);
  });
});
