import { type JournalEntry, turnoverOf } from './journal-entry.js';

/** What the entries of one currency come to: what a bookkeeper compares with what their program read. */
export interface CurrencyTotals {
  /** ISO 4217 */
  readonly currency: string;
  readonly entries: number;
  readonly lines: number;
  /** The sum of all debits, which is that of all credits, in minor units. */
  readonly turnover: bigint;
}

const none = { entries: 0, lines: 0, turnover: 0n };

/** The totals with one more entry. */
export const withEntry = (
  totals: ReadonlyMap<string, CurrencyTotals>,
  entry: Pick<JournalEntry, 'currency' | 'lines'>,
): ReadonlyMap<string, CurrencyTotals> => {
  const { currency, lines } = entry;
  const { entries, lines: lineCount, turnover } = totals.get(currency) ?? none;
  const next = { currency, entries: entries + 1, lines: lineCount + lines.length, turnover: turnover + turnoverOf(entry) };
  return new Map([...totals, [currency, next]]);
};

/** By currency. */
export const sorted = (totals: ReadonlyMap<string, CurrencyTotals>): readonly CurrencyTotals[] =>
  [...totals.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
