import { formatBytes } from './format-bytes.js';

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [2, '2 bytes'],
    [999, '999 bytes'],
    [1_500, '1.5 kB'],
    [1_048_576, '1 MB'],
    [64 * 1_048_576, '67.1 MB'],
    [5e15, '5,000 TB'],
  ])('of %i bytes is told as %s', (bytes, expected) => expect(formatBytes(bytes, 'en-US')).toBe(expected));
});
