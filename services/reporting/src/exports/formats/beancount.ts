import { toDecimal } from '@tollgate/money';
import { accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, ExportFile, FileWriter } from '../file-writer.js';
import { entryIdOf, kindOf, onOneLine, orderIdOf } from './texts.js';

const text = (value: string): string => `"${onOneLine(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const nameOf = (key: string): string => accountOf(key).path.join(':');

const transactionOf = (entry: DatedEntry): string => {
  const { day, reference, memo, currency, at, event } = entry;
  const order = orderIdOf(entry);
  const named = reference === '' ? '' : `  reference: ${text(reference)}\n`;
  const postings = entry.lines.map(
    ({ account, minor }) => `  ${nameOf(account)}  ${toDecimal(minor, currency)} ${currency}\n    order: "${order}"\n`,
  );
  return `${day} * ${text(kindOf(entry))} ${text(memo)} ^${order}
  entry: "${entryIdOf(entry)}"
  order: "${order}"
${named}  event: "${event}"
  time: "${at}"
${postings.join('')}\n`;
};

/** Plain-text accounting for beancount: an account is opened before its first entry. The control totals are comments at
 *  the end. Source: beancount, Language Syntax. */
export const beancountFile = ({ merchant, mode, from, to, timeZone }: ExportFile): FileWriter => {
  const opened = new Set<string>();
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  const open = (key: string): string => {
    const name = nameOf(key);
    if (opened.has(name)) return '';
    opened.add(name);
    return `${from} open ${name}\n`;
  };
  return {
    begin: () =>
      `; Journal of ${merchant} (${mode}), ${from} to ${to}, days of ${timeZone}\noption "title" "Tollgate ${merchant} ${mode}"\n\n`,
    entry: (entry) => {
      totals = withEntry(totals, entry);
      return entry.lines.map(({ account }) => open(account)).join('') + transactionOf(entry);
    },
    end: () => sorted(totals).map(totalsComment).join(''),
  };
};

/** For ledgers whose comments begin with a semicolon. */
export const totalsComment = ({ currency, entries, lines, turnover }: CurrencyTotals): string =>
  `; total ${currency}: ${entries} entries, ${lines} lines, debit ${toDecimal(turnover, currency)}, credit ${toDecimal(turnover, currency)}\n`;
