import { isForeign } from './foreign-origin.js';

const host = 'pay.example:7443';

describe('S15: a command to Central', () => {
  it.each([
    ['a program', {}],
    ['a page of ours', { origin: 'https://pay.example:7443', 'sec-fetch-site': 'same-origin' }],
    ['an older browser, from a page of ours', { origin: 'https://pay.example:7443' }],
    ['a person who typed the address', { 'sec-fetch-site': 'none' }],
  ])('is taken from %s', (_, headers) => expect(isForeign({ host, ...headers })).toBe(false));

  it.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { origin: 'https://shop.pay.example', 'sec-fetch-site': 'same-site' }],
    ['another port', { origin: 'https://pay.example:8443' }],
    ['a page without TLS', { origin: 'http://pay.example:7443' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('is refused from %s', (_, headers) => expect(isForeign({ host, ...headers })).toBe(true));
});
