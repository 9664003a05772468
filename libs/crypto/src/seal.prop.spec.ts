import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { freshBytes } from './fresh-bytes.js';
import { SEAL_OVERHEAD_BYTES, seal, unseal } from './seal.js';

const key = createSecretKey(freshBytes(32));
const bytes = fc.uint8Array({ maxLength: 200 });

describe('a sealed text', () => {
  it('opens to what was sealed, under the same key and context, from a KeyObject and from bare bytes', () =>
    fc.assert(
      fc.property(bytes, fc.string(), (plain, context) => {
        const sealed = seal(key, plain, context);
        expect(sealed).toHaveLength(plain.length + SEAL_OVERHEAD_BYTES);
        expect(unseal(key.export(), sealed, context)).toEqual(Buffer.from(plain));
      }),
    ));

  it('does not open when any bit of it was changed', () =>
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 0, max: 7 }), (plain, place, bit) => {
        const sealed = seal(key, plain, 'merchant-1');
        const at = place % sealed.length;
        sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
        expect(() => unseal(key, sealed, 'merchant-1')).toThrow();
      }),
    ));

  it('does not open when it was cut or lengthened at either end', () =>
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, count) => {
        const sealed = seal(key, plain, 'merchant-1');
        const cut = 1 + (count % sealed.length);
        expect(() => unseal(key, sealed.subarray(cut), 'merchant-1')).toThrow();
        expect(() => unseal(key, sealed.subarray(0, sealed.length - cut), 'merchant-1')).toThrow();
        expect(() => unseal(key, Buffer.concat([sealed, Buffer.alloc(1)]), 'merchant-1')).toThrow();
      }),
    ));

  it('does not open under another context or another key', () =>
    fc.assert(
      fc.property(bytes, fc.string(), fc.string(), (plain, context, other) => {
        fc.pre(context !== other);
        const sealed = seal(key, plain, context);
        expect(() => unseal(key, sealed, other)).toThrow();
        expect(() => unseal(createSecretKey(freshBytes(32)), sealed, context)).toThrow();
      }),
    ));

  it('looks different each time', () => expect(seal(key, Buffer.from('x'), '')).not.toEqual(seal(key, Buffer.from('x'), '')));
});
