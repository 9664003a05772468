import { plainLine, plainLines, shortened } from './plain-line.js';

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

describe('what a merchant wrote', () => {
  it('is its lines, each by itself, without the empty ones around it', () =>
    expect(plainLines('\n\n one\u0007\n\ntwo\u202e \n\n')).toEqual(['one', '', 'two']));

  it.each(['', '\n', ' \n\t'])('is nothing where nothing is said: %j', (text) => expect(plainLines(text)).toEqual([]));
});

describe('a line that is too long', () => {
  it('keeps its beginning, and no half of a character', () => {
    expect(shortened('The Book', 8)).toBe('The Book');
    expect(shortened('The Book', 6)).toBe('The B…');
    expect(shortened('a👨‍👩‍👧‍👦b', 6)).toBe('a…');
  });
});
