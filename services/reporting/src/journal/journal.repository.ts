import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { CurrencyTotals } from './control-totals.js';
import type { JournalEntry } from './journal-entry.js';

/** Whose entries, and of which time. */
export interface JournalPeriod {
  readonly merchant: string;
  readonly mode: string;
  /** RFC 3339: from is inclusive, to exclusive. */
  readonly from: string;
  readonly to: string;
  /** ISO 4217; entries of every currency without it. */
  readonly currency?: string | undefined;
}

const PAGE = 1_000;

const totalsText = `SELECT currency, count(*)::int AS entries, sum(line_count)::int AS lines, sum(turnover_minor)::text AS turnover
  FROM journal WHERE merchant = $1 AND mode = $2 AND at >= $3::timestamptz AND at < $4::timestamptz AND ($5::text IS NULL OR currency = $5)
    AND line_count > 0
  GROUP BY currency ORDER BY currency`;

/** `place` is where the page ended, to the microsecond, which a Date would not keep. */
const pageText = `SELECT at::text AS place, at, entry, order_id, reference, event, kind, currency, memo, lines
  FROM journal WHERE merchant = $1 AND mode = $2 AND at >= $3::timestamptz AND at < $4::timestamptz AND ($5::text IS NULL OR currency = $5)
    AND line_count > 0
    AND (at, entry) > ($6::timestamptz, $7::uuid)
  ORDER BY at, entry LIMIT ${PAGE}`;

/** Before every entry. */
const beginning: Place = { at: '-infinity', entry: '00000000-0000-0000-0000-000000000000' };

interface Place {
  readonly at: string;
  readonly entry: string;
}

type EntryRow = Readonly<
  Record<'place' | 'entry' | 'order_id' | 'reference' | 'event' | 'kind' | 'currency' | 'memo', string> & {
    at: Date;
    lines: readonly (readonly [string, string])[];
  }
>;

type TotalsRow = Readonly<Record<'currency' | 'turnover', string> & Record<'entries' | 'lines', number>>;

/** The journal, always of one merchant and mode (I14). */
@Injectable()
export class JournalRepository {
  constructor(private readonly database: DataSource) {}

  /** What the period holds, currency by currency. Throws TransientError. */
  async totals(period: JournalPeriod): Promise<readonly CurrencyTotals[]> {
    const rows = await queryRows<TotalsRow>(this.database, totalsText, valuesOf(period));
    return rows.map(({ turnover, ...row }) => ({ ...row, turnover: BigInt(turnover) }));
  }

  /** The entries of the period in the order of time, page by page: as many are in memory as a page holds, and no
   *  transaction stays open while they are written to somebody slow. Each entry comes once, whichever generation of the
   *  read models is shown meanwhile, as they all hold the same. Throws TransientError. */
  async *entries(period: JournalPeriod): AsyncGenerator<JournalEntry> {
    let after = beginning;
    for (;;) {
      const rows = await queryRows<EntryRow>(this.database, pageText, [...valuesOf(period), after.at, after.entry]);
      for (const row of rows) yield entryOf(period, row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      after = { at: last.place, entry: last.entry };
    }
  }
}

const valuesOf = ({ merchant, mode, from, to, currency }: JournalPeriod): unknown[] => [
  merchant,
  mode,
  from,
  to,
  currency ?? null,
];

const entryOf = ({ merchant, mode }: JournalPeriod, row: EntryRow): JournalEntry => ({
  id: row.entry,
  at: row.at.toISOString(),
  merchant,
  mode: mode as JournalEntry['mode'],
  order: row.order_id,
  reference: row.reference,
  event: row.event as JournalEntry['event'],
  kind: row.kind as JournalEntry['kind'],
  currency: row.currency,
  memo: row.memo,
  lines: row.lines.map(([account, minor]) => ({ account, minor: BigInt(minor) })),
});
