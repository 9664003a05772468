import { exponentOf } from '@tollgate/money';

const moneyFormat = (currency: string, tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat => {
  const digits = exponentOf(currency);
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(tag, { style: 'currency', currency, ...decimals, ...options });
};

const numeral = (minor: number, currency: string): Intl.StringNumericLiteral =>
  decimalOf(minor, exponentOf(currency)) as Intl.StringNumericLiteral;

/** An amount for people: 5426 and USD in en-US are $54.26. The decimals are those of ISO 4217, which Intl does not always go by. */
export const formatMoney = (minor: number, currency: string, tag: string): string =>
  moneyFormat(currency, tag).format(numeral(minor, currency));

/** The same for an axis, without decimals where they are zero: $1,000. */
export const formatTick = (minor: number, currency: string, tag: string): string =>
  moneyFormat(currency, tag, { trailingZeroDisplay: 'stripIfInteger' }).format(numeral(minor, currency));

/** The amount as a decimal text, exact: 5426 with two digits is 54.26. */
export const decimalOf = (minor: number, digits: number): string => {
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return minor < 0 ? `-${whole}` : whole;
};

const form = /^(\d{1,10})(?:[.,](\d{1,4}))?$/;
const groups = /^\d{1,3}([.,])\d{3}(\1\d{3})*((?!\1)[.,]\d+)?$/;

/** Without the signs between thousands, where they can be nothing else: `1,949.44`, `1.234.567`, `5,980` of a currency without decimals. */
const ungrouped = (text: string, digits: number): string => {
  const [, sign = '', further, fraction] = groups.exec(text) ?? [];
  return further !== undefined || fraction !== undefined || digits === 0 ? text.replaceAll(sign, '') : text;
};

/** What was typed as an amount, in minor units: `12.5`, `12,50`, `1 250`, `1,949.44`. Undefined for what is none, has more decimals than the
 *  currency, or may be meant in two ways. */
export const parseAmount = (text: string, currency: string): number | undefined => {
  const digits = exponentOf(currency);
  const [, whole, fraction = ''] = form.exec(ungrouped(text.replace(/[\s\u00a0\u202f'’]/g, ''), digits)) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return Number(`${whole}${fraction.padEnd(digits, '0')}`);
};
