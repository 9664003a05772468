import { accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, FileWriter } from '../file-writer.js';
import type { ZipLayout } from '../zip-layout.js';
import { entryIdOf, kindOf, orderIdOf } from './texts.js';
import { amountCell, dayCell, numberCell, SHEET_ROWS, sheetBegin, sheetEnd, styles, textCell, workbookOf } from './workbook.js';

/** Debits stand in one column, credits in the other. */
const moneyCell = (minor: bigint, currency: string): string => (minor > 0n ? amountCell(minor, currency) : '<c/>');

const columns = [
  'Entry',
  'Day',
  'Time (UTC)',
  'Order',
  'Reference',
  'Event',
  'Kind',
  'Currency',
  'Account',
  'Account name',
  'Debit',
  'Credit',
  'Memo',
];
const widths = [37, 11, 25, 37, 16, 18, 9, 9, 22, 28, 14, 14, 40];

const rowsOf = (entry: DatedEntry): string => {
  const { day, at, reference, event, currency, memo } = entry;
  const own = textCell(entryIdOf(entry)) + dayCell(day) + textCell(at) + textCell(orderIdOf(entry)) + textCell(reference);
  const told = own + textCell(event) + textCell(kindOf(entry).toLowerCase()) + textCell(currency);
  const because = textCell(memo);
  let rows = '';
  for (const { account, minor } of entry.lines) {
    const named = textCell(account) + textCell(accountOf(account).name);
    rows += `<row>${told}${named}${moneyCell(minor, currency)}${moneyCell(-minor, currency)}${because}</row>`;
  }
  return rows;
};

const totalsRow = ({ currency, entries, lines, turnover }: CurrencyTotals): string => {
  const counts = [entries, lines].map((count) => numberCell(`${count}`, styles.count)).join('');
  return `<row>${textCell(currency)}${counts}${moneyCell(turnover, currency).repeat(2)}</row>`;
};

const totalsSheet = (totals: readonly CurrencyTotals[]): string =>
  sheetBegin(['Currency', 'Entries', 'Lines', 'Debit', 'Credit'], [10, 12, 12, 18, 18]) +
  totals.map(totalsRow).join('') +
  sheetEnd;

const sheetName = (index: number): string => (index === 0 ? 'Journal' : `Journal ${index + 1}`);

/** A workbook: a row a line of an entry, on as many sheets as their rows take, and a last sheet with the control totals. Days and
 *  amounts are numbers with a format. Source: ECMA-376 part 1 (SpreadsheetML). */
export const xlsxLayout = (): ZipLayout => {
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  const sheet: FileWriter = {
    begin: () => sheetBegin(columns, widths),
    entry: (entry) => {
      totals = withEntry(totals, entry);
      return rowsOf(entry);
    },
    end: () => sheetEnd,
  };
  return {
    partName: (index) => `xl/worksheets/sheet${index + 1}.xml`,
    part: () => sheet,
    rowsOf: ({ lines }) => lines.length,
    maxRows: SHEET_ROWS - 1,
    rest: (parts) => [
      [`xl/worksheets/sheet${parts + 1}.xml`, totalsSheet(sorted(totals))],
      ...workbookOf([...Array.from({ length: parts }, (_, index) => sheetName(index)), 'Totals']),
    ],
  };
};
