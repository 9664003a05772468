import type { CurrencyTotals } from '../journal/control-totals.js';
import type { JournalEntry } from '../journal/journal-entry.js';

/** What a file of the journal is about. */
export interface ExportFile {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** Days, YYYY-MM-DD, both inclusive, in the time zone. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
  /** RFC 3339 */
  readonly writtenAt: string;
  /** What the period held when the file was begun, currency by currency. */
  readonly totals: readonly CurrencyTotals[];
}

/** An entry and the day that it lies on in the file's time zone, YYYY-MM-DD. */
export interface DatedEntry extends JournalEntry {
  readonly day: string;
}

/** Writes one file, or one part of it, of which it keeps in mind no more than accounts and totals. */
export interface FileWriter<Entry = DatedEntry> {
  readonly begin: () => string;
  readonly entry: (entry: Entry) => string;
  readonly end: () => string;
}
