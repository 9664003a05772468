import { allocate } from '@tollgate/money';
import type { Order } from '@tollgate/order';

/** What an amount is for, in minor units: its goods, its shipping and its tax add up to it. */
export interface Split {
  readonly goods: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
  /** What of the goods is for which line of the order. */
  readonly lines: readonly bigint[];
  /** What of the tax is for which line of the tax. */
  readonly taxes: readonly bigint[];
}

export const nothing: Split = { goods: 0n, shipping: 0n, tax: 0n, lines: [], taxes: [] };

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

/** Splits an amount over weights by largest remainder. All of them is each of them; nothing is split over none. */
export const spread = (amount: bigint, weights: readonly bigint[]): readonly bigint[] => {
  if (weights.length === 0 || amount === sum(weights)) return weights;
  return allocate(amount, weights);
};

/** Part by part. */
export const plus = (a: readonly bigint[], b: readonly bigint[]): readonly bigint[] =>
  a.length === 0 ? b : b.length === 0 ? a : a.map((part, index) => part + (b[index] ?? 0n));

/** What is left of each part; less than nothing is nothing. */
export const minus = (a: readonly bigint[], b: readonly bigint[]): readonly bigint[] =>
  a.map((part, index) => {
    const left = part - (b[index] ?? 0n);
    return left < 0n ? 0n : left;
  });

export const addSplit = (a: Split, b: Split): Split => ({
  goods: a.goods + b.goods,
  shipping: a.shipping + b.shipping,
  tax: a.tax + b.tax,
  lines: plus(a.lines, b.lines),
  taxes: plus(a.taxes, b.taxes),
});

/** What each line of the order costs. */
export const lineAmounts = ({ placed }: Pick<Order, 'placed'>): readonly bigint[] =>
  placed.lines.map(({ quantity, unitAmount }) => (unitAmount?.minor ?? 0n) * BigInt(quantity));

/** What each line of the tax comes to. */
export const taxAmounts = ({ pricing }: Pick<Order, 'pricing'>): readonly bigint[] =>
  (pricing?.taxLines ?? []).map(({ amount }) => amount?.minor ?? 0n);
