import { isHttpsUrl } from './https-url.js';

describe('an address by https', () => {
  it.each([
    ['https://carrier.example/track/1Z999?lang=en', true],
    ['https://carrier.example', true],
    ['http://carrier.example', false],
    ['HTTPS://carrier.example', false],
    ['javascript:alert(1)', false],
    ['https://ann:secret@carrier.example', false],
    ['https://bank.example@carrier.example', false],
    ['https://carrier.example/a b', false],
    ['https://c\u0430rrier.example', false],
    ['https://', false],
    ['', false],
  ])('is %s: %s', (text, is) => expect(isHttpsUrl(text)).toBe(is));
});
