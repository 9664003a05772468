import { plainLine } from './plain-line.js';

describe('plainLine', () => {
  it.each([
    ['Ann Buyer', 'Ann Buyer'],
    ['Ann\r\nBcc: x', 'Ann Bcc: x'],
    ['\u0000\u001b[31mred\u0085', '[31mred'],
    ['a\u2028b\u2029c', 'a b c'],
    ['exe\u202egpj', 'exe gpj'],
    ['Łukasz 日本 👍🏽', 'Łukasz 日本 👍🏽'],
  ])('makes one line of %j', (typed, line) => expect(plainLine(typed)).toBe(line));
});
