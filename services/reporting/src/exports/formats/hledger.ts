import { exponentOf, toDecimal } from '@tollgate/money';
import { type AccountType, accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { totalsComment } from './beancount.js';
import { entryIdOf, kindOf, onOneLine, orderIdOf } from './texts.js';

const types: Readonly<Record<AccountType, string>> = { asset: 'A', liability: 'L', income: 'R', contra_income: 'R' };

/** A semicolon would begin a comment, a vertical bar would end the payee. */
const text = (value: string): string => onOneLine(value).replaceAll(';', ',').replaceAll('|', '/');
/** A comma would end the tag. */
const tag = (value: string): string => text(value).replaceAll(',', ' ');
const nameOf = (key: string): string => accountOf(key).path.join(':');

const transactionOf = (entry: DatedEntry): string => {
  const { day, reference, memo, currency } = entry;
  const order = orderIdOf(entry);
  const named = reference === '' ? '' : `, reference:${tag(reference)}`;
  const postings = entry.lines.map(
    ({ account, minor }) => `    ${nameOf(account)}  ${toDecimal(minor, currency)} ${currency}  ; order:${order}\n`,
  );
  return `${day} * (${order}) ${kindOf(entry)} | ${text(memo)}  ; entry:${entryIdOf(entry)}${named}\n${postings.join('')}\n`;
};

/** Plain-text accounting for hledger, as `hledger check --strict` takes it: accounts and currencies are declared before
 *  their first entry. The control totals are comments at the end. Source: hledger 1.25 manual, journal format. */
export const hledgerFile = ({ merchant, mode, from, to, timeZone }: ExportFile): FileWriter => {
  const declared = new Set<string>();
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  const once = (directive: string): string => {
    if (declared.has(directive)) return '';
    declared.add(directive);
    return directive;
  };
  const account = (key: string): string => once(`account ${nameOf(key)}  ; type:${types[accountOf(key).type]}\n`);
  const commodity = (currency: string): string => once(`commodity 1000.${'0'.repeat(exponentOf(currency))} ${currency}\n`);
  return {
    begin: () => `; Journal of ${merchant} (${mode}), ${from} to ${to}, days of ${timeZone}\n\n`,
    entry: (entry) => {
      totals = withEntry(totals, entry);
      const accounts = entry.lines.map((line) => account(line.account));
      return `${commodity(entry.currency)}${accounts.join('')}${transactionOf(entry)}`;
    },
    end: () => sorted(totals).map(totalsComment).join(''),
  };
};
