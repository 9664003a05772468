import { bestLanguage, formatTag } from './languages.js';

describe('the language', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['nl-NL', 'fr-CA'], 'fr'],
    [['JA'], 'ja'],
    [['nl'], 'en'],
    [[], 'en'],
  ] as const)('of a browser that wants %j is %s', (wanted, expected) => expect(bestLanguage(wanted)).toBe(expected));

  it.each([
    ['en', ['en-GB'], 'en-GB'],
    ['en', ['en-US@posix'], 'en-US'],
    ['de', ['en-GB', 'de-CH'], 'de-CH'],
    ['ja', ['en-US'], 'ja'],
  ] as const)('%s in a browser of %j writes numbers as %s', (language, wanted, expected) =>
    expect(formatTag(language, wanted)).toBe(expected),
  );
});
