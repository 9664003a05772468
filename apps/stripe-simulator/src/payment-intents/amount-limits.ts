/** Currencies of the simulated account, with the decimals of `amount`. Source: docs.stripe.com/currencies. */
// biome-ignore format: a table reads better as one
const DECIMALS: Readonly<Record<string, number>> = {
  usd: 2, eur: 2, gbp: 2, cad: 2, chf: 2, huf: 2, twd: 2, isk: 2, ugx: 2, jpy: 0, krw: 0, mga: 0, vnd: 0, kwd: 3, bhd: 3, tnd: 3,
};

/** Their two decimals must be 00. Source: docs.stripe.com/currencies, "Special cases". */
const WHOLE_UNITS_ONLY: ReadonlySet<string> = new Set(['isk', 'ugx']);

/** The smallest charge, about half a US dollar. Source: docs.stripe.com/currencies, "Minimum and maximum charge
 *  amounts". */
// biome-ignore format: a table reads better as one
const SMALLEST: Readonly<Record<string, number>> = { usd: 50, eur: 50, gbp: 30, cad: 50, chf: 50, jpy: 50, huf: 17500 };
const LARGEST = 99_999_999;

export interface AmountFault {
  readonly param: 'amount' | 'currency';
  readonly code?: string;
  readonly message: string;
}

/** Why an amount cannot be charged; undefined when it can. */
export const amountFault = ({
  amount,
  currency,
}: {
  readonly amount: number;
  readonly currency: string;
}): AmountFault | undefined => {
  const decimals = DECIMALS[currency];
  if (decimals === undefined) return { param: 'currency', message: `Invalid currency: ${currency}` };
  if (amount < (SMALLEST[currency] ?? 1)) return { param: 'amount', code: 'amount_too_small', message: 'Amount is too small' };
  if (amount > LARGEST) return { param: 'amount', code: 'amount_too_large', message: 'Amount is too large' };
  return isWritable(amount, currency, decimals)
    ? undefined
    : { param: 'amount', code: 'invalid_charge_amount', message: `Invalid amount for ${currency}` };
};

const isWritable = (amount: number, currency: string, decimals: number): boolean => {
  if (WHOLE_UNITS_ONLY.has(currency)) return amount % 100 === 0;
  return decimals === 3 ? amount % 10 === 0 : true;
};
