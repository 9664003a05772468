import { exponentOf } from '@tollgate/money';
import { decimalOf } from '../../format/format-money.js';
import type { Row, Table, Value } from './report-table.js';

/** What a spreadsheet takes for the begin of a formula. Source: OWASP, CSV Injection; the wide signs are what East Asian keyboards write. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** Quoted, and with an apostrophe before what a spreadsheet would run. Figures never go through here: -12.34 is a number. */
const textCell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** A report as shown, as comma-separated values: UTF-8 with a byte order mark, without which Excel reads another encoding. Amounts are decimals of
 *  the currency, which has a column of its own; every row but the first is data, so that sums over a column are right. Source: RFC 4180. */
export const csvOf = (
  { columns }: Table,
  rows: readonly Row[],
  { currency, heads }: { readonly currency: string; readonly heads: readonly string[] },
): string => {
  const digits = exponentOf(currency);
  const cell = (value: Value, column: number): string => {
    if (value === null) return '';
    if (typeof value === 'string') return textCell(value);
    return columns[column]?.kind === 'amount' ? decimalOf(value, digits) : String(value);
  };
  const lines = [
    [...heads.map(textCell), textCell('currency')],
    ...rows.map(({ values }) => [...values.map(cell), textCell(currency)]),
  ];
  return `\ufeff${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
};
