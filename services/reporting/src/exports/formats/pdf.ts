import { toDecimal } from '@tollgate/money';
import { accountOf } from '../../journal/chart-of-accounts.js';
import { type CurrencyTotals, sorted, withEntry } from '../../journal/control-totals.js';
import type { DatedEntry, ExportFile } from '../file-writer.js';
import { kindOf, onOneLine, orderIdOf } from './texts.js';

/** All lines that a document may have: it is typeset as a whole, in memory. 5,000 are some 115 pages, and took 600 MB and 2 s of CPU. */
export const PDF_LINES = 5_000;

/** What the template shows; every text is data to it, never markup. */
export interface PdfDocument {
  readonly title: string;
  readonly about: string;
  readonly rows: readonly (readonly string[])[];
  /** What each account comes to, by currency: account, currency, debit, credit, and their difference. */
  readonly balances: readonly (readonly string[])[];
  /** Currency, entries, lines, debit, credit. */
  readonly totals: readonly (readonly string[])[];
}

interface Balance {
  readonly account: string;
  readonly currency: string;
  readonly debit: bigint;
  readonly credit: bigint;
}

const amount = (minor: bigint, currency: string): string => (minor === 0n ? '' : toDecimal(minor, currency));

const rowsOf = (entry: DatedEntry): readonly (readonly string[])[] => {
  const { day, currency, reference, memo, lines } = entry;
  const told = onOneLine([kindOf(entry), reference, memo].filter((word) => word !== '').join(' · '));
  return lines.map(({ account, minor }, index) => [
    day,
    orderIdOf(entry),
    index === 0 ? told : '',
    accountOf(account).name,
    currency,
    minor > 0n ? toDecimal(minor, currency) : '',
    minor < 0n ? toDecimal(-minor, currency) : '',
  ]);
};

const totalsRow = ({ currency, entries, lines, turnover }: CurrencyTotals): readonly string[] => {
  const sum = toDecimal(turnover, currency);
  return [currency, `${entries}`, `${lines}`, sum, sum];
};

/** Gathers what a document shows: its lines, the balance of each account, and the control totals. */
export const pdfDocument = ({ merchant, mode, from, to, timeZone, writtenAt }: ExportFile) => {
  const rows: (readonly string[])[] = [];
  const balances = new Map<string, Balance>();
  let totals: ReadonlyMap<string, CurrencyTotals> = new Map();
  const addLine = (currency: string, account: string, minor: bigint): void => {
    const key = `${currency} ${account}`;
    const { debit, credit } = balances.get(key) ?? { debit: 0n, credit: 0n };
    const added = minor > 0n ? { debit: debit + minor, credit } : { debit, credit: credit - minor };
    balances.set(key, { account, currency, ...added });
  };
  return {
    add: (entry: DatedEntry): void => {
      totals = withEntry(totals, entry);
      rows.push(...rowsOf(entry));
      for (const { account, minor } of entry.lines) addLine(entry.currency, account, minor);
    },
    document: (): PdfDocument => ({
      title: `Journal ${from} to ${to}`,
      about: `${merchant}, ${mode}; days of ${timeZone}; written ${writtenAt}`,
      rows,
      balances: [...balances]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { account, currency, debit, credit }]) => [
          accountOf(account).name,
          currency,
          amount(debit, currency),
          amount(credit, currency),
          toDecimal(debit - credit, currency),
        ]),
      totals: sorted(totals).map(totalsRow),
    }),
  };
};
