import { toDecimal } from '@tollgate/money';
import { accountOf } from '../../journal/chart-of-accounts.js';
import type { DatedEntry, FileWriter } from '../file-writer.js';
import { entryIdOf, kindOf, notAFormula, orderIdOf } from './texts.js';

/** A cell of text: quoted, and with an apostrophe before what a spreadsheet would run as a formula. Money never goes
 *  through here: -12.34 is a number. */
export const textCell = (text: string): string => `"${notAFormula(text).replaceAll('"', '""')}"`;

const columns = [
  'entry',
  'day',
  'time',
  'order',
  'reference',
  'event',
  'kind',
  'currency',
  'account',
  'account_name',
  'debit',
  'credit',
  'memo',
];

const rowsOf = (entry: DatedEntry): string => {
  const { day, at, reference, event, currency, memo } = entry;
  const own = [entryIdOf(entry), day, at, orderIdOf(entry)].join(',');
  const told = [textCell(reference), event, kindOf(entry).toLowerCase(), currency].join(',');
  const because = textCell(memo);
  let rows = '';
  for (const { account, minor } of entry.lines) {
    const debit = minor > 0n ? toDecimal(minor, currency) : '';
    const credit = minor < 0n ? toDecimal(-minor, currency) : '';
    rows += `${own},${told},${textCell(account)},${textCell(accountOf(account).name)},${debit},${credit},${because}\r\n`;
  }
  return rows;
};

/** Comma-separated values: a row a line of an entry. UTF-8 with a byte order mark, without which Excel reads another
 *  encoding; every row that is not the first is data, so that sums over a column are right. Source: RFC 4180. */
export const csvFile = (): FileWriter => ({
  begin: () => `\ufeff${columns.join(',')}\r\n`,
  entry: rowsOf,
  end: () => '',
});
