import fc from 'fast-check';
import { money, usd } from './money.js';
import { atRate, rateToDecimal, roundHalfUp } from './rate.js';

describe('roundHalfUp', () => {
  it.each([
    [14n, 10n, 1n],
    [15n, 10n, 2n],
    [25n, 10n, 3n],
    [-14n, 10n, -1n],
    [-15n, 10n, -2n],
    [-1n, 2n, -1n],
    [1n, 3n, 0n],
    [0n, 7n, 0n],
  ])('%s ÷ %s is %s: halves go away from zero, also below it', (numerator, denominator, rounded) =>
    expect(roundHalfUp(numerator, denominator)).toBe(rounded),
  );

  it('is never more than half off', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 9n }), (n, d) => {
        const off = roundHalfUp(n, d) * d - n;
        expect((off < 0n ? -off : off) * 2n <= d).toBe(true);
      }),
    ));

  it('gives back with a refund what it took with the sale', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.integer({ min: 0, max: 1_000_000 }), (minor, rate) =>
        expect(atRate(usd(-minor), rate).minor).toBe(-atRate(usd(minor), rate).minor),
      ),
    ));
});

describe('atRate', () => {
  it('takes 4 % of 32.95 dollars: 1.318 is 1.32', () => expect(atRate(usd(3295n), 40_000)).toEqual(usd(132n)));
  it('takes 8.875 % of 0.99: 0.0878625 is 0.09', () => expect(atRate(usd(99n), 88_750)).toEqual(usd(9n)));
  it('stays exact where a double would not', () =>
    expect(atRate(usd(9_007_199_254_740_993n), 1_000_000)).toEqual(usd(9_007_199_254_740_993n)));
  it('works in whole yen', () => expect(atRate(money(105n, 'JPY'), 100_000)).toEqual(money(11n, 'JPY')));
});

describe('a rate as people write it', () => {
  it.each([
    [40_000, '0.0400'],
    [88_750, '0.08875'],
    [68_750, '0.06875'],
    [0, '0.0000'],
    [1, '0.000001'],
    [1_000_000, '1.0000'],
    [1_250_000, '1.2500'],
  ])('%s parts per million are %s', (rate, text) => expect(rateToDecimal(rate)).toBe(text));
});
