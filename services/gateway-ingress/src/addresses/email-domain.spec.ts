import { emailDomain, normalDomain } from './email-domain.js';

describe('the domain of an e-mail address', () => {
  it.each([
    ['ann@example.com', 'example.com'],
    [' Ann@EXAMPLE.com', 'example.com'],
    ['ann@mail.example.co.uk', 'mail.example.co.uk'],
    ['ann@bücher.example', 'xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['ann', ''],
  ])('of %s is %s', (email, expected) => expect(emailDomain(email)).toBe(expected));

  it.each([
    '',
    'com',
    'ann@example.com',
    'example.com/x',
    'https://example.com',
    'example.com:443',
    'example.com?x',
    '*.example.com',
    '-a.example',
    'a b.example',
    `${'a'.repeat(64)}.example`,
  ])('is not %j', (text) => expect(normalDomain(text)).toBeUndefined());
});
