import fc from 'fast-check';
import { sharesBetween, sharesSoFar } from './shares-so-far.js';

const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 6 });
const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

/** Weights, and an amount of what they add up to. */
const taken = weights.chain((all) => fc.tuple(fc.constant(all), fc.bigInt({ min: 0n, max: sum(all) })));

describe('the shares of what is taken of a whole', () => {
  it('add up to it, and are the parts themselves once all is taken', () =>
    fc.assert(
      fc.property(taken, ([all, amount]) => {
        expect(sum(sharesSoFar(amount, all))).toBe(amount);
        expect(sharesSoFar(sum(all), all)).toEqual(all);
      }),
    ));

  it('never shrink as more is taken', () =>
    fc.assert(
      fc.property(taken, fc.bigInt({ min: 0n, max: 3n }), ([all, amount], more) => {
        for (const share of sharesBetween(amount, amount + more, all)) expect(share >= 0n).toBe(true);
      }),
    ));

  it('are none more than its part', () =>
    fc.assert(
      fc.property(taken, ([all, amount]) => {
        for (const [index, share] of sharesSoFar(amount, all).entries()) expect(share <= (all[index] ?? 0n)).toBe(true);
      }),
    ));

  it('are near to their proportion: within a unit for each part before', () =>
    fc.assert(
      fc.property(taken, ([all, amount]) => {
        const whole = sum(all);
        if (whole === 0n) return;
        for (const [index, share] of sharesSoFar(amount, all).entries()) {
          const exact = Number((amount * (all[index] ?? 0n) * 1_000n) / whole) / 1_000;
          expect(Math.abs(Number(share) - exact)).toBeLessThanOrEqual(all.length);
        }
      }),
    ));

  it('go to the first part where no part weighs anything', () => expect(sharesSoFar(5n, [0n, 0n])).toEqual([5n, 0n]));

  it('are none where there is no part', () => expect(sharesSoFar(0n, [])).toEqual([]));
});
