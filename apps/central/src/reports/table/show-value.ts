import type { Column, ColumnKind, Value } from '@tollgate/report-tables';
import { formatMoney } from '../../format/format-money.js';
import { formatDay } from '../../format/format-time.js';

export interface ValueStyle {
  /** e.g. en-GB */
  readonly tag: string;
  readonly currency: string;
}

const numbers = new Map<string, Intl.NumberFormat>();

/** Making a format costs far more than using one. */
const numberFormat = (tag: string, style: 'percent' | 'decimal', digits: number): Intl.NumberFormat => {
  const key = `${tag} ${style} ${digits}`;
  const format = numbers.get(key) ?? new Intl.NumberFormat(tag, { style, maximumFractionDigits: digits });
  numbers.set(key, format);
  return format;
};

const figures: Readonly<Record<Exclude<ColumnKind, 'text' | 'day'>, (value: number, style: ValueStyle) => string>> = {
  amount: (value, { currency, tag }) => formatMoney(value, currency, tag),
  count: (value, { tag }) => numberFormat(tag, 'decimal', 0).format(value),
  // Rates of taxes are exact to a millionth.
  taxRate: (value, { tag }) => numberFormat(tag, 'percent', 4).format(value),
  rate: (value, { tag }) => numberFormat(tag, 'percent', 1).format(value),
};

/** A value of a report for people. */
export const showValue = (value: Value, { kind }: Column, style: ValueStyle): string => {
  if (value === null || value === '') return '–';
  if (kind === 'day') return formatDay(String(value), style.tag);
  return kind === 'text' ? String(value) : figures[kind](Number(value), style);
};
