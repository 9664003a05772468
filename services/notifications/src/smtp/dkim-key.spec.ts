import { dkimFault } from './dkim-key.js';

const key = { keyType: 'rsa', bits: 2_048, domain: 'shop.example', mailDomain: 'shop.example' };

describe('how mails are to be signed', () => {
  it.each([
    ['a key of the domain that mails are from', {}, undefined],
    ['a key of the domain above it', { mailDomain: 'mail.shop.example' }, undefined],
    ['a key of another domain', { mailDomain: 'othershop.example' }, 'the domain must be'],
    ['a key of a domain below it', { mailDomain: 'example' }, 'the domain must be'],
    ['a short key', { bits: 1_024 }, '2048 bits'],
    ['a key of another kind', { keyType: 'ed25519' }, 'an RSA key'],
  ])('%s', (_, change, fault) => {
    const found = dkimFault({ ...key, ...change });
    if (fault === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(fault);
  });
});
