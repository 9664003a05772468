import { toDecimal } from '@tollgate/money';
import { type Account, type AccountType, accountOf } from '../../journal/chart-of-accounts.js';
import type { DatedEntry, FileWriter } from '../file-writer.js';
import { clearingOf, cut, onOneLine, sentenceOf } from './texts.js';

/** Source: Intuit, IIF reference guide, keyword ACCNTTYPE. */
const types: Readonly<Record<AccountType, string>> = {
  asset: 'OCASSET',
  liability: 'OCLIAB',
  income: 'INC',
  contra_income: 'INC',
};

/** A field: no tab, no line break, and no quotation mark, which would swallow the tabs up to the next one. */
const field = (text: string): string => onOneLine(text).replaceAll('"', "'");

/** A colon would make a subaccount of it; 31 signs are all that QuickBooks keeps of a name. */
const nameOf = ({ name }: Account): string => cut(field(name).replaceAll(':', '-'), 31);

const row = (...fields: readonly string[]): string => `${fields.join('\t')}\r\n`;

/** 2026-11-30 → 11/30/2026 */
const dateOf = (day: string): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;

const transactionOf = (entry: DatedEntry): string => {
  const { lines, currency, day } = entry;
  const clearing = clearingOf(entry);
  const memo = cut(field(sentenceOf(entry)), 4095);
  const lineOf = (keyword: string, { account, minor }: { readonly account: string; readonly minor: bigint }): string =>
    row(keyword, 'GENERAL JOURNAL', dateOf(day), nameOf(accountOf(account)), toDecimal(minor, currency), memo);
  const others = lines.filter((line) => line !== clearing);
  return `${lineOf('TRNS', clearing)}${others.map((line) => lineOf('SPL', line)).join('')}${row('ENDTRNS')}`;
};

/** QuickBooks Desktop: a general journal entry each, debits positive. An account stands before the first entry that uses
 *  it, so that the import creates it with its type. One currency a file: the format names none.
 *  Source: Intuit, IIF reference guide. */
export const iifFile = (): FileWriter => {
  const known = new Set<string>();
  const opened = (key: string): string => {
    const account = accountOf(key);
    if (known.has(key)) return '';
    known.add(key);
    return row('ACCNT', nameOf(account), types[account.type], field(account.name));
  };
  return {
    begin: () =>
      row('!ACCNT', 'NAME', 'ACCNTTYPE', 'DESC') +
      row('!TRNS', 'TRNSTYPE', 'DATE', 'ACCNT', 'AMOUNT', 'MEMO') +
      row('!SPL', 'TRNSTYPE', 'DATE', 'ACCNT', 'AMOUNT', 'MEMO') +
      row('!ENDTRNS'),
    entry: (entry) => entry.lines.map(({ account }) => opened(account)).join('') + transactionOf(entry),
    end: () => '',
  };
};
