import { toDecimal } from '@tollgate/money';
import type { DatedEntry, FileWriter } from '../file-writer.js';
import { textCell } from './csv.js';
import { clearingOf, cut, entryIdOf, kindOf, orderIdOf, sentenceOf } from './texts.js';

/** Source: Xero Central, "Import a CSV bank statement": more than 1,000 lines have to be split. */
export const XERO_LINES = 1_000;

const rowOf = (entry: DatedEntry): string => {
  const { account, minor } = clearingOf(entry);
  const payee = `${kindOf(entry)} ${account.slice('clearing:'.length)}`;
  const texts = [payee, cut(sentenceOf(entry), 255), `${orderIdOf(entry)} ${entryIdOf(entry)}`];
  return `${[entry.day, toDecimal(minor, entry.currency), ...texts.map(textCell)].join(',')}\r\n`;
};

/** A Xero bank statement: a line an entry, of what the processors took in (positive) and gave back (negative). Xero goes
 *  by the order of the columns, and takes dates as YYYY-MM-DD whatever the organization's own form is. UTF-8 without a byte order
 *  mark, which Xero would take for part of the first heading. */
export const xeroFile = (): FileWriter => ({
  begin: () => 'Date,Amount,Payee,Description,Reference\r\n',
  entry: rowOf,
  end: () => '',
});
