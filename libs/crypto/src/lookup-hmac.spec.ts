import { createSecretKey } from 'node:crypto';
import { lookupHmac } from './lookup-hmac.js';

const key = Buffer.alloc(32, 7);
const email = { kind: 'email', value: 'ann@example.com' };

describe('a lookup name', () => {
  it('is the same for the same value, so that rows written last year are found', () => {
    expect(lookupHmac(key, 'm1', email)).toBe('f0668811600bfa14945f414081e29329b28901b719809e0f82844137999b585a');
    expect(lookupHmac(createSecretKey(key), 'm1', email)).toBe(lookupHmac(key, 'm1', email));
  });

  it('differs by merchant, kind, value and key', () => {
    const names = [
      lookupHmac(key, 'm1', email),
      lookupHmac(key, 'm2', email),
      lookupHmac(key, 'm1', { ...email, kind: 'name' }),
      lookupHmac(key, 'm1', { ...email, value: 'bob@example.com' }),
      lookupHmac(Buffer.alloc(32, 8), 'm1', email),
    ];
    expect(new Set(names).size).toBe(names.length);
  });
});
