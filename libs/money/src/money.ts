/** An amount in minor units of its ISO 4217 currency: { minor: 5426n, currency: 'USD' } is 54.26 US dollars. */
export interface Money {
  readonly minor: bigint;
  readonly currency: string;
}

export const money = (minor: bigint, currency: string): Money => ({ minor, currency });
export const zero = (currency: string): Money => money(0n, currency);
export const usd = (minor: bigint): Money => money(minor, 'USD');

const sameCurrency = (a: Money, b: Money): void => {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be added or compared`);
};

/** Throws TypeError on two currencies: a defect, never a caller's mistake. */
export const add = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return money(a.minor + b.minor, a.currency);
};

export const subtract = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return money(a.minor - b.minor, a.currency);
};

export const times = (amount: Money, count: number): Money => money(amount.minor * BigInt(count), amount.currency);

export const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce(add, zero(currency));

/** The amount in minor units of just this currency. Throws TypeError where it is in another: a defect. */
export const minorIn = (amount: Money, currency: string): bigint => {
  if (amount.currency !== currency) throw new TypeError(`${amount.currency} is not ${currency}`);
  return amount.minor;
};

export const isMore = (a: Money, b: Money): boolean => {
  sameCurrency(a, b);
  return a.minor > b.minor;
};

export const equals = (a: Money, b: Money): boolean => a.currency === b.currency && a.minor === b.minor;
