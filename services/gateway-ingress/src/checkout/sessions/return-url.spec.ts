import { checkReturnUrls, isOrigin, returnUrlForm, signedReturnUrl, signedText } from './return-url.js';

const facts = { session: 'cs_1', order: 'ord_1', status: 'paid', t: 1_795_867_200 } as const;

describe('an origin', () => {
  it.each([
    ['https://shop.example', true],
    ['http://localhost:3000', true],
    ['https://shop.example/', false],
    ['https://shop.example/a', false],
    ['https://*.shop.example', false],
    ['https://shop.example:443', false],
    ["https://shop.example 'self'", false],
    ['https://a:b@shop.example', false],
    ['https://a;script-src', false],
    ['https://[::1]:3000', true],
    ['null', false],
    ['*', false],
  ])('%s is one as browsers write it: %s', (value, isOne) => expect(isOrigin(value)).toBe(isOne));

  it('that may have a payment within its pages goes by TLS, but on one’s own machine in test mode', () => {
    const urls = {
      successUrl: 'https://a.example/',
      cancelUrl: 'https://a.example/',
      embedOrigins: ['https://a.example', 'http://localhost:3000'],
    };
    expect([checkReturnUrls(urls, 'test'), checkReturnUrls(urls, 'live')]).toEqual([
      [],
      [{ code: 'https_required', field: '/embedOrigins/1' }],
    ]);
  });
});

describe('the way back to the shop', () => {
  it.each(['https://shop.example/thanks?a=1#b', 'http://localhost:3000/', 'HTTPS://shop.example'])('may be %s', (url) =>
    expect(returnUrlForm(url)).toBeDefined(),
  );

  it.each([
    '/thanks',
    '//shop.example',
    'ftp://shop.example',
    'javascript:alert(1)',
    'https://a@shop.example',
    'https:shop.example',
    '',
  ])('is not %s', (url) => expect(returnUrlForm(url)).toBeUndefined());

  it.each([
    ['http://shop.example/', 'test', ['/successUrl']],
    ['http://localhost:3000/', 'test', []],
    ['http://127.0.0.1/', 'test', []],
    ['http://localhost:3000/', 'live', ['/successUrl']],
    ['https://shop.example/', 'live', []],
  ] as const)('without TLS leads to one’s own machine alone, in test mode: %s, %s', (successUrl, mode, fields) =>
    expect(checkReturnUrls({ successUrl, cancelUrl: 'https://shop.example' }, mode).map(({ field }) => field)).toEqual(fields),
  );

  it('says what came of the session, in place of what stood there under these names', () => {
    const url = new URL(signedReturnUrl('https://shop.example/thanks?a=1&status=forged#top', facts, 'v1,a+b/c='));
    expect(Object.fromEntries(url.searchParams)).toEqual({ a: '1', ...facts, t: '1795867200', signature: 'v1,a+b/c=' });
    expect([url.origin, url.pathname, url.hash]).toEqual(['https://shop.example', '/thanks', '#top']);
  });

  it('is signed over all that it says', () => expect(signedText(facts)).toBe('cs_1.ord_1.paid.1795867200'));
});
