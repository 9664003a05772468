import { exponentOf } from '@tollgate/money';

/** An amount in the page's language. `minor`: minor units of a currency of ISO 4217. */
export const amountText = (minor: number, currency: string, language: string): string => {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(minor / 10 ** digits);
};
