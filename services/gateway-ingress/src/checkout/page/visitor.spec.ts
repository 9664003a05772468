import { countryOf, isFromElsewhere } from './visitor.js';

describe('a visitor of the page', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'null', host: 'pay.example' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://pay.example', host: 'pay.example' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
    [{ origin: 'https://pay.example', host: 'pay.example' }, false],
    [{ origin: 'null', host: 'pay.example' }, false],
    [{ origin: 'https://evil.example', host: 'pay.example' }, true],
    [{}, false],
  ])('S15: comes from our own page or not: %j', (headers, expected) => expect(isFromElsewhere(headers)).toBe(expected));

  it.each([
    ['de-AT,de;q=0.9,en-US;q=0.8', 'AT'],
    ['en', 'US'],
    ['en-XX, ja-JP', 'JP'],
    ['zh-Hant-TW', 'US'],
  ])('is thought to be from where the browser’s languages say: %s', (languages, country) =>
    expect(countryOf(languages)).toBe(country),
  );
});
