import type { Column, ColumnKind, Value } from '@tollgate/report-tables';
import {
  amountCell,
  dayCell,
  headCell,
  numberCell,
  SHEET_ROWS,
  sheetBegin,
  sheetEnd,
  styles,
  textCell,
  workbookOf,
} from '../../exports/formats/workbook.js';
import type { ZipLayout } from '../../exports/zip-layout.js';
import type { ReportContent } from '../report-content.js';

const widths: Readonly<Record<ColumnKind, number>> = { text: 32, day: 12, count: 12, amount: 16, rate: 14, taxRate: 12 };
const CURRENCY_WIDTH = 10;

const figureCell = (value: number, { kind }: Column, currency: string): string => {
  if (kind === 'amount') return amountCell(BigInt(value), currency);
  return numberCell(String(value), kind === 'count' ? styles.count : styles.rate);
};

const cellOf = (value: Value, column: Column | undefined, currency: string): string => {
  if (value === null || column === undefined) return '<c/>';
  if (typeof value === 'number') return figureCell(value, column, currency);
  return column.kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayCell(value) : textCell(value);
};

/** The rows of a sheet: those of the report, and beneath them the sums, one for each currency. */
export function* reportRows({ columns, total, sections }: ReportContent): Generator<string> {
  const row = (cells: readonly string[], currency: string): string => `<row>${cells.join('')}${textCell(currency)}</row>`;
  for (const { currency, table } of sections)
    for (const { values } of table.rows)
      yield row(
        values.map((value, index) => cellOf(value, columns[index], currency)),
        currency,
      );
  for (const { currency, table } of sections) {
    const sums = table.totals.slice(1).map((sum, index) => cellOf(sum, columns[index + 1], currency));
    yield row([headCell(total), ...sums], currency);
  }
}

/** A report as a workbook of one sheet: figures and days are numbers with a format, text is text whatever it looks like. */
export const reportXlsx = ({ title, columns, heads }: ReportContent): ZipLayout<string> => ({
  partName: (index) => `xl/worksheets/sheet${index + 1}.xml`,
  part: () => ({
    begin: () => sheetBegin(heads, [...columns.map(({ kind }) => widths[kind]), CURRENCY_WIDTH]),
    entry: (row) => row,
    end: () => sheetEnd,
  }),
  rowsOf: () => 1,
  maxRows: SHEET_ROWS - 1,
  rest: () => workbookOf([title]),
});
