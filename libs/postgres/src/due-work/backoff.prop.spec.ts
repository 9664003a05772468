import fc from 'fast-check';
import { backoffMs } from './backoff.js';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 100_000 });

describe('the wait before the next attempt', () => {
  it.each([
    [1, 0, 500],
    [1, 0.999_999, 1_000],
    [2, 0.5, 1_500],
    [4, 0, 4_000],
    [20, 0, 30_000],
    [20, 0.5, 45_000],
  ])('after %i attempts and with chance %f is %i ms, of 1 s at first and a minute at most', (count, random, expected) =>
    expect(backoffMs(count, { firstMs: 1_000, maxMs: 60_000 }, random)).toBe(expected),
  );

  it('is between half and the whole of the doubled time, and never above the most, after any number of attempts', () =>
    fc.assert(
      fc.property(attempts, chance, (count, random) => {
        const waitMs = backoffMs(count, { firstMs: 200, maxMs: 3_600_000 }, random);
        const wholeMs = Math.min(3_600_000, 200 * 2 ** (count - 1));
        expect(waitMs).toBeGreaterThanOrEqual(Math.floor(wholeMs / 2));
        expect(waitMs).toBeLessThanOrEqual(wholeMs);
        expect(Number.isInteger(waitMs)).toBe(true);
      }),
    ));

  it('never gets shorter with more attempts', () =>
    fc.assert(
      fc.property(attempts, chance, (count, random) => {
        const backoff = { firstMs: 10, maxMs: 5_000 };
        expect(backoffMs(count + 1, backoff, random)).toBeGreaterThanOrEqual(backoffMs(count, backoff, random));
      }),
    ));
});
