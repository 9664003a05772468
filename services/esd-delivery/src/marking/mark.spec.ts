import { kindOf } from './mark.js';

describe('what can be marked', () => {
  it.each([
    ['book.pdf', 'pdf'],
    ['manual/Book.PDF', 'pdf'],
    ['book.epub', 'epub'],
    ['book.mobi', undefined],
    ['pdf', 'pdf'],
    ['', undefined],
  ])('%s is taken for %s, by the end of its name', (name, kind) => expect(kindOf(name)).toBe(kind));
});
