import { exponentOf } from '@tollgate/money';

/** An amount for people: 5426 and USD in en-US are $54.26. The decimals are those of ISO 4217, which Intl does not always go by. */
export const formatMoney = (minor: number, currency: string, tag: string): string => {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(decimalOf(minor, digits) as Intl.StringNumericLiteral);
};

/** The amount as a decimal text, exact: 5426 with two digits is 54.26. */
export const decimalOf = (minor: number, digits: number): string => {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return minor < 0 ? `-${whole}` : whole;
};

const form = /^(\d{1,10})(?:[.,](\d{1,4}))?$/;

/** What was typed as an amount, in minor units: `12.5`, `12,50`, `1 250`. Undefined for what is none, or has more decimals than the currency. */
export const parseAmount = (text: string, currency: string): number | undefined => {
  const digits = exponentOf(currency);
  const [, whole, fraction = ''] = form.exec(text.replace(/[\s\u00a0\u202f'’]/g, '')) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
};
