import fc from 'fast-check';
import { allocate } from './allocate.js';

const sum = (parts: readonly bigint[]): bigint => parts.reduce((a, b) => a + b, 0n);
const total = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });

describe('splitting an amount', () => {
  it('I5: loses nothing and makes up nothing', () =>
    fc.assert(fc.property(total, weights, (whole, by) => expect(sum(allocate(whole, by))).toBe(whole))));

  it('gives each part its share, less than one unit off', () =>
    fc.assert(
      fc.property(total, weights, (whole, by) => {
        const all = sum(by);
        fc.pre(all > 0n);
        allocate(whole, by).forEach((part, index) => {
          const off = part * all - whole * (by[index] ?? 0n);
          expect(off < all && off > -all).toBe(true);
        });
      }),
    ));

  it('gives nothing to what weighs nothing, unless nothing weighs', () =>
    fc.assert(
      fc.property(total, weights, (whole, by) => {
        fc.pre(sum(by) > 0n);
        expect(allocate(whole, by).filter((part, index) => by[index] === 0n && part !== 0n)).toEqual([]);
      }),
    ));

  it('splits what goes back as it split what came in, with the sign turned', () =>
    fc.assert(
      fc.property(total, weights, (whole, by) =>
        expect(allocate(-whole, by)).toEqual(allocate(whole, by).map((part) => (part === 0n ? 0n : -part))),
      ),
    ));

  it('gives the heavier part no less', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), weights, (whole, by) => {
        const ranked = allocate(whole, by)
          .map((part, index) => ({ part, weight: by[index] ?? 0n, index }))
          .sort((a, b) => (a.weight === b.weight ? a.index - b.index : a.weight > b.weight ? -1 : 1));
        fc.pre(sum(by) > 0n);
        ranked.slice(1).forEach(({ part }, index) => {
          expect(part <= (ranked[index]?.part ?? 0n)).toBe(true);
        });
      }),
    ));

  it('gives an odd cent to the earlier of two equal parts', () => expect(allocate(5n, [1n, 1n])).toEqual([3n, 2n]));
  it('gives all to the first where nothing weighs', () => expect(allocate(7n, [0n, 0n])).toEqual([7n, 0n]));
  it('splits nothing over nothing', () => expect(allocate(0n, [])).toEqual([]));
  it('refuses to split something over nothing', () => expect(() => allocate(1n, [])).toThrow(RangeError));
});
