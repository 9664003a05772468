import { DomainError } from '@tollgate/errors';
import { exponentOf, type Money } from '@tollgate/money';
import { MAX_AMOUNT_DIGITS, STRIPE_CURRENCIES, STRIPE_DECIMALS, THREE_DECIMAL_STEP } from './stripe-currencies.data.js';

/** An amount as Stripe's API writes it: an integer in Stripe's own minor unit, and the currency in small letters. */
export interface StripeAmount {
  readonly amount: number;
  readonly currency: string;
}

/** The same money in Stripe's minor units, exactly: nothing is rounded. DomainError `currency_not_supported`;
 *  `amount_not_supported` for what Stripe cannot write (1.234 KWD, half an ariary), for zero and below, and for more
 *  than twelve digits. */
export const toStripeAmount = ({ minor, currency }: Money): StripeAmount => {
  if (!STRIPE_CURRENCIES.has(currency)) throw new DomainError('currency_not_supported', '/amount/currency');
  const amount = inStripeUnits(minor, exponentOf(currency), decimalsOf(currency));
  const step = decimalsOf(currency) === 3 ? THREE_DECIMAL_STEP : 1n;
  if (amount === undefined || amount <= 0n || amount % step !== 0n || amount.toString().length > MAX_AMOUNT_DIGITS) {
    throw new DomainError('amount_not_supported', '/amount');
  }
  return { amount: Number(amount), currency: currency.toLowerCase() };
};

const decimalsOf = (currency: string): number => STRIPE_DECIMALS[currency] ?? 2;

/** Undefined where a digit would be lost. */
const inStripeUnits = (minor: bigint, isoDecimals: number, stripeDecimals: number): bigint | undefined => {
  if (stripeDecimals >= isoDecimals) return minor * 10n ** BigInt(stripeDecimals - isoDecimals);
  const divisor = 10n ** BigInt(isoDecimals - stripeDecimals);
  return minor % divisor === 0n ? minor / divisor : undefined;
};
