import { groupSeparator } from './group-separator.js';

describe('a number of the settings', () => {
  it.each([
    ['en-US', ','],
    ['de-DE', '.'],
    ['fr-FR', '\u202f'],
    ['ja-JP', ','],
  ])('in %s has "%s" between its thousands', (tag, sign) => expect(groupSeparator(tag)).toBe(sign));
});
