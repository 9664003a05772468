import { sorted, withEntry } from '../../journal/control-totals.js';
import type { JournalPeriod } from '../../journal/journal.repository.js';
import type { JournalEntry } from '../../journal/journal-entry.js';
import { historyOf, journalOf, type Priced } from '../../journal/testing/histories.js';
import { exportFormats, type FormatName } from '../export-formats.js';
import { type PlannedExport, WriteExportHandler } from '../write-export.handler.js';

/** Texts as carts and customers send them. */
export const hostileTexts = [
  '=HYPERLINK("http://x","y")',
  '@SUM(1+1)',
  '+1-555-0100',
  '-5',
  '\tfirst',
  'a;b"c',
  'two\nlines',
  '1E5',
  '3-4',
  '02138',
  "O'Brien & Söhne <b>",
  '김철수 🎉',
  '*bold* #panic() $x$ \\',
  '_x0041_',
  'say "quoted" | payee ; comment, tag:1',
];

const price = (currency: string, scale: bigint): Priced => ({
  currency,
  lines: [
    { isShipped: false, quantity: 1, unit: 1_999n * scale },
    { isShipped: true, quantity: 3, unit: 3_333n * scale },
  ],
  shipping: 795n,
  taxes: [
    [31n, 177n, 888n],
    [0n, 20n, 99n],
  ],
});

const captured = { kind: 'capture', share: 700, laterHours: 7 } as const;
const rest = { kind: 'capture', share: 1000, laterHours: 30 } as const;
const piece = { kind: 'refund of a piece', share: 1, laterHours: 50 } as const;
const part = { kind: 'refund', share: 333, laterHours: 20 } as const;

/** Entries of several currencies, captures in parts and refunds among them, with texts that want to be more than that. */
export const ledger: readonly JournalEntry[] = ['USD', 'JPY', 'BHD', 'EUR', 'USD', 'USD']
  .flatMap((currency, index) => journalOf(historyOf(index, price(currency, BigInt(index + 1)), [captured, rest, piece, part])))
  .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
  .map((entry, index) => ({
    ...entry,
    reference: hostileTexts[index % hostileTexts.length] ?? '',
    memo: hostileTexts[(index + 4) % hostileTexts.length] ?? '',
  }));

/** The journal in memory: what the repository reads from the table. */
export const journalIn = (entries: readonly JournalEntry[]) => {
  const within = ({ from, to, currency }: JournalPeriod): readonly JournalEntry[] =>
    entries.filter((entry) => entry.at >= from && entry.at < to && (currency ?? entry.currency) === entry.currency);
  return {
    totals: async (period: JournalPeriod) => sorted(within(period).reduce(withEntry, new Map())),
    async *entries(period: JournalPeriod): AsyncGenerator<JournalEntry> {
      yield* within(period);
    },
  };
};

export const november = { from: '2026-11-01', to: '2026-11-30', timeZone: 'America/New_York' };

export const planOf = (format: FormatName, entries: readonly JournalEntry[], currency?: string): PlannedExport => ({
  merchant: 'mer_demo',
  mode: 'test',
  format,
  ...november,
  writtenAt: '2026-12-01T08:00:00.000Z',
  currency,
  totals: sorted(entries.filter((entry) => (currency ?? entry.currency) === entry.currency).reduce(withEntry, new Map())),
});

/** The bytes of a file of these entries. */
export const fileOf = async (format: FormatName, entries: readonly JournalEntry[], currency?: string): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of new WriteExportHandler(journalIn(entries)).bytes(planOf(format, entries, currency)))
    pieces.push(piece);
  return Buffer.concat(pieces);
};

export const formatNames = Object.keys(exportFormats) as FormatName[];
