import { fileSize, money } from './money.js';

describe('money', () => {
  it.each([
    [1999, 'USD', '$19.99'],
    [0, 'USD', '$0.00'],
    [5980, 'JPY', '¥5,980'],
  ])('%i of %s is %s', (minor, currency, text) => expect(money(minor, currency)).toBe(text));
});

describe('the size of a file', () => {
  it.each([
    [0, '0 bytes'],
    [262_144, '262 kB'],
    [1_048_576, '1.0 MB'],
  ])('%i is %s', (bytes, text) => expect(fileSize(bytes)).toBe(text));
});
