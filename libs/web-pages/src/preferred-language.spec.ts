import { preferredLanguage } from './preferred-language.js';

const languages = ['en', 'de', 'es', 'fr', 'ja'] as const;

describe('the language that a browser wants', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-US', 'en'],
    ['nl, fr;q=0.5, en;q=0.7', 'en'],
    ['ja;q=0, es', 'es'],
    ['DE', 'de'],
    ['deu', undefined],
    ['*', undefined],
    ['', undefined],
    [undefined, undefined],
    ['en;q=broken', 'en'],
    [`${'x,'.repeat(100_000)}de`, undefined],
  ])('is by %j', (header, language) => expect(preferredLanguage(header, languages)).toBe(language));
});
