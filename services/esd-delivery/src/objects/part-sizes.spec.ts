import { bytesOfParts, maxObjectBytes, partBytes } from './part-sizes.js';

const mebibyte = 1_048_576;

describe('the parts of a file in the object store', () => {
  it('are small for the first 8 GB and larger from there on', () => {
    expect([1, 1_000, 1_001].map(partBytes)).toEqual([8, 8, 64].map((size) => size * mebibyte));
  });

  it.each([0, 1, 999, 1_000, 1_001, 1_500])('hold what %d of them hold, one by one', (count) => {
    const sizes = Array.from({ length: count }, (_, index) => partBytes(index + 1));
    expect(bytesOfParts(count)).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it('take files of far more than 5 GB', () => expect(maxObjectBytes).toBe(bytesOfParts(10_000)));
});
