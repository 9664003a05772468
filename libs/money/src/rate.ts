import { type Money, money } from './money.js';

/** Parts per million: 88750 is 8.875 %. */
export type RatePpm = number;

const million = 1_000_000n;

/** numerator ÷ denominator to the nearest integer, halves away from zero; -0.5 gives -1. The denominator is positive. */
export const roundHalfUp = (numerator: bigint, denominator: bigint): bigint => {
  const isNegative = numerator < 0n;
  const magnitude = isNegative ? -numerator : numerator;
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n);
  return isNegative ? -rounded : rounded;
};

/** amount × rate, rounded half up once. */
export const atRate = (amount: Money, ratePpm: RatePpm): Money =>
  money(roundHalfUp(amount.minor * BigInt(ratePpm), million), amount.currency);

/** '0.0400' for 40000 ppm: at least four places, more where the rate has them. */
export const rateToDecimal = (ratePpm: RatePpm): string => {
  const digits = ratePpm.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,2}$/, '');
  return `${digits.slice(0, -6)}.${fraction}`;
};
