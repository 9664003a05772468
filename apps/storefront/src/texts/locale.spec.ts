import { productText } from '../catalog/product-text.js';
import { products } from '../catalog/products.data.js';
import { en, type TextKey } from './en.data.js';
import { languageOf, languages } from './language.js';
import { localeOf } from './locale.js';

/** A space that does not break, as sums and sizes have it. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the language of a visitor', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['pt-BR, fr;q=0.5, en;q=0.4', 'fr'],
    ['en;q=0.4, ja;q=0.9', 'ja'],
    ['de;q=0, es', 'es'],
    [`${'x,'.repeat(100_000)}de`, 'en'],
  ])('is by %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe.each(languages)('the shop in %s', (language) => {
  const { say } = localeOf(language);
  const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

  it('has every text, with the same places to fill in', () =>
    expect(
      (Object.keys(en) as TextKey[]).filter((key) => say(key) === '' || placesIn(say(key)).join() !== placesIn(en[key]).join()),
    ).toEqual([]));

  it('tells as much of each product', () =>
    expect(products.map((product) => productText(product, language).text.length)).toEqual([2, 2, 2, 2]));
});

describe('sums, sizes and dates', () => {
  it.each([
    ['en', 1999, 'USD', '$19.99'],
    ['en', 0, 'USD', '$0.00'],
    ['en', 5980, 'JPY', '¥5,980'],
    ['de', 123_456, 'USD', '1.234,56 $'],
    ['fr', 1999, 'EUR', '19,99 €'],
    ['ja', 5980, 'JPY', '¥5,980'],
  ] as const)('in %s %i of %s is %s', (language, minor, currency, text) =>
    expect(plain(localeOf(language).money(minor, currency)).replace('￥', '¥')).toBe(text),
  );

  it.each([
    ['en', 0, '0 bytes'],
    ['en', 262_144, '262 kB'],
    ['en', 1_048_576, '1.0 MB'],
    ['fr', 1_048_576, '1,0 Mo'],
  ] as const)('in %s %i bytes are %s', (language, bytes, text) => expect(plain(localeOf(language).fileSize(bytes))).toBe(text));

  it.each([
    ['0.0400', '4%'],
    ['0.0625', '6.25%'],
    ['0', '0%'],
    ['0.088750', '8.875%'],
  ])('a rate of %s is %s', (rate, text) => expect(localeOf('en').percent(rate)).toBe(text));

  it('name the day and the country', () => {
    const { date, countryName } = localeOf('de');
    expect([date('2026-11-28T23:00:00.000Z'), countryName('JP')]).toEqual(['28. November 2026', 'Japan']);
  });
});
