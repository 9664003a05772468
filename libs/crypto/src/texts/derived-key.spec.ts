import { createSecretKey, hkdfSync } from 'node:crypto';
import { derivedKey } from './derived-key.js';

describe('a derived key', () => {
  const key = createSecretKey(Buffer.alloc(32, 7));

  it('is the same for whoever holds the key that it is derived from, and another for each purpose', () => {
    expect(derivedKey(key, 'one').equals(derivedKey(key, 'one'))).toBe(true);
    expect(derivedKey(key, 'one').equals(derivedKey(key, 'two'))).toBe(false);
    expect(derivedKey(key, 'one').equals(derivedKey(createSecretKey(Buffer.alloc(32, 8)), 'one'))).toBe(false);
  });

  it('is by HKDF with SHA-256, so that what was sealed stays readable', () =>
    expect(derivedKey(key, 'license keys: seal').export()).toEqual(
      Buffer.from(hkdfSync('sha256', key, '', 'tollgate license keys: seal', 32)),
    ));
});
