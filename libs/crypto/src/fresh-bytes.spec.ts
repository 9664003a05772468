import { freshBytes } from './fresh-bytes.js';

describe('fresh bytes', () => {
  it('are never given out twice, across many fillings of the pool', () => {
    const given = new Set(Array.from({ length: 5_000 }, () => freshBytes(12).toString('hex')));
    expect(given.size).toBe(5_000);
  });

  it('do not change when more are drawn', () => {
    const first = freshBytes(32);
    const copy = Buffer.from(first);
    for (let i = 0; i < 500; i += 1) freshBytes(32);
    expect(first).toEqual(copy);
    expect(first).not.toEqual(Buffer.alloc(32));
  });

  it('are refused where more is asked for than the pool holds', () => expect(() => freshBytes(5_000)).toThrow(RangeError));
});
