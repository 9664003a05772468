import fc from 'fast-check';
import { areEqualSecrets } from './equal-secrets.js';

describe('S14: two secrets', () => {
  it('are equal exactly when their bytes are, as text or as bytes', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(areEqualSecrets(a, a)).toBe(true);
        expect(areEqualSecrets(a, Buffer.from(a))).toBe(true);
        expect(areEqualSecrets(a, b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
      }),
    ));

  it('of different length are different, without an error', () => {
    expect(areEqualSecrets('abc', 'abcd')).toBe(false);
    expect(areEqualSecrets('', 'a')).toBe(false);
  });
});
