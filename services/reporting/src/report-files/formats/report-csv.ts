import { toDecimal } from '@tollgate/money';
import type { Column, Value } from '@tollgate/report-tables';
import { textCell } from '../../exports/formats/csv.js';
import type { ReportContent } from '../report-content.js';

/** A figure as a number that every program reads: an amount as a decimal of its currency, a rate as a fraction of 1. */
export const plainFigure = (value: number, { kind }: Column, currency: string): string =>
  kind === 'amount' ? toDecimal(BigInt(value), currency) : String(value);

const cellOf = (value: Value, column: Column | undefined, currency: string): string => {
  if (value === null || column === undefined) return '';
  return typeof value === 'number' ? plainFigure(value, column, currency) : textCell(value);
};

/** A report as comma-separated values: UTF-8 with a byte order mark, without which Excel reads another encoding; text that a spreadsheet would run
 *  begins with an apostrophe, figures are plain numbers. Its last rows are the sums, one for each currency. Source: RFC 4180. */
export function* reportCsv({ columns, heads, total, sections }: ReportContent): Generator<string> {
  const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;
  yield `\ufeff${line(heads.map(textCell))}`;
  for (const { currency, table } of sections)
    for (const { values } of table.rows)
      yield line([...values.map((value, index) => cellOf(value, columns[index], currency)), textCell(currency)]);
  for (const { currency, table } of sections) {
    const sums = table.totals.slice(1).map((sum, index) => cellOf(sum, columns[index + 1], currency));
    yield line([textCell(total), ...sums, textCell(currency)]);
  }
}
