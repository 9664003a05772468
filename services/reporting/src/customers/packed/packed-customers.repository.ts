import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { CustomerRow, CustomersQuery } from '../customers.repository.js';
import type { Candidate } from './customer-ranking.js';
import { type DayRange, DaysCache } from './days-cache.js';
import { heldBefore } from './held-before.js';
import { packedColumns } from './packed-columns.js';
import type { EdgeCustomer, Edges, PackedCustomers, PackedDay } from './packed-customers.js';
import { wholeDaysOf } from './whole-days.js';

/** Customers, whose sums are held in memory while a report is made: some 40 bytes each. */
const MOST_NUMBERS = 2_000_000;
/** Where the packed days end so much earlier than the time's, the rest is too much to be added up beside them. */
const MOST_BEHIND = `interval '3 days'`;

const isOfCurrency = `($7 = '' OR currency = $7)`;
const movements = `SELECT currency, customer, event, sales, turnover_minor FROM journal WHERE merchant = $1 AND mode = $2`;

/** What of a time is not packed, where the pack holds what the read models do, and which one it is; else there are no rows. One statement, so that
 *  all of it is of one moment and one generation. Its values: merchant, mode, begin and end of the time, begin and end of its days, currency. */
const edgesText = `WITH found AS MATERIALIZED (
    SELECT p.pack, least($6::timestamptz, p.until) AS until,
      (SELECT coalesce(max(number), 0) FROM customer_numbers WHERE merchant = $1 AND mode = $2) AS highest
    FROM customer_packs AS p JOIN progress USING (generation), LATERAL (${heldBefore('p.until')}) AS held
    WHERE state = 'live' AND merchant = $1 AND mode = $2 AND p.orders = held.orders AND p.movements = held.movements
      AND p.until > $5::timestamptz AND p.until >= $6::timestamptz - ${MOST_BEHIND}
  ), own AS MATERIALIZED (
    SELECT currency, customer, sum(sales)::float8 AS sales, coalesce(sum(turnover_minor) FILTER (WHERE event = 'PaymentCaptured'), 0)::float8 AS captured,
      (count(*) FILTER (WHERE event <> 'PaymentCaptured'))::float8 AS refunds,
      coalesce(sum(turnover_minor) FILTER (WHERE event <> 'PaymentCaptured'), 0)::float8 AS refunded
    FROM found, LATERAL (
      ${movements} AND at >= $3::timestamptz AND at < $5::timestamptz AND ${isOfCurrency}
      UNION ALL ${movements} AND at >= found.until AND at < $4::timestamptz AND ${isOfCurrency}
    ) AS edge GROUP BY 1, 2
  ), edges AS (
    SELECT *, (SELECT number FROM customer_numbers WHERE merchant = $1 AND mode = $2 AND customer = own.customer),
      EXISTS (SELECT FROM orders WHERE merchant = $1 AND mode = $2 AND email = own.customer AND email <> '' AND placed_at < $3::timestamptz) AS "isKnown"
    FROM own
  ) SELECT pack, until, highest, (SELECT coalesce(json_agg(edges), '[]') FROM edges) AS edges FROM found`;

interface FoundEdges extends Omit<Edges, 'untilMs' | 'edges'> {
  readonly until: Date;
  readonly edges: readonly (Omit<EdgeCustomer, 'number'> & { readonly number: number | null })[];
}

/** Days of a pack, of one currency or all; no row at all where there is no such pack any more. */
const daysText = `SELECT currency, day, bought, returned FROM customer_packs AS p
  LEFT JOIN customer_days AS d ON d.pack = p.pack AND day >= $2::timestamptz AND day < $3::timestamptz AND ($4 = '' OR currency = $4)
  WHERE p.pack = $1`;

type DayRow =
  | { readonly day: null }
  | { readonly currency: string; readonly day: Date; readonly bought: Buffer; readonly returned: Buffer };

/** A year of some ten large stores, or of a thousand small ones. */
const CACHED_BYTES = 64 * 1024 * 1024;

/** The candidates of each currency, the largest net first, equals by their names; who they are by their newest order before the end of the time. Its
 *  values: merchant, mode, end of the time, how many, and the candidates as JSON. */
const rankedText = `WITH named AS (
    SELECT candidate.*, coalesce(candidate.customer, n.customer) AS whose FROM jsonb_to_recordset($5::jsonb) AS candidate (
      currency text, place int, customer text, "isNew" boolean, sales text, captured text, refunds text, refunded text, net bigint
    ) LEFT JOIN customer_numbers AS n ON n.merchant = $1 AND n.mode = $2 AND n.number = place
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY currency ORDER BY net DESC, whose COLLATE "C") AS rank FROM named
  )
  SELECT currency, (SELECT order_id FROM orders WHERE merchant = $1 AND mode = $2 AND email = whose AND email <> '' AND placed_at < $3::timestamptz
      ORDER BY placed_at DESC, order_id DESC LIMIT 1) AS order, "isNew", sales, captured, refunds, refunded
  FROM ranked WHERE rank <= $4 ORDER BY currency COLLATE "C", rank`;

/** What customers bought, by the days that are packed, always of one merchant and mode (I14). */
@Injectable()
export class PackedCustomersRepository {
  private readonly cache = new DaysCache(CACHED_BYTES);

  constructor(private readonly database: DataSource) {}

  /** All of a time; undefined where it is not packed, or not as it is now. Throws TransientError. */
  async find(query: CustomersQuery): Promise<PackedCustomers | undefined> {
    const days = wholeDaysOf(query.fromMs, query.toMs);
    const found = days === undefined ? undefined : await this.edges(query, days);
    if (days === undefined || found === undefined || found.highest > MOST_NUMBERS) return undefined;
    const { pack, untilMs, highest, edges } = found;
    const packed = await this.days(pack, query.wanted.currency, { fromMs: days.fromMs, toMs: untilMs });
    return packed === undefined ? undefined : { highest, edges, days: packed };
  }

  /** Throws TransientError. */
  rank({ wanted, toMs, most }: CustomersQuery, candidates: readonly Candidate[]): Promise<readonly CustomerRow[]> {
    const values = [wanted.merchant, wanted.mode, new Date(toMs).toISOString(), most, JSON.stringify(candidates)];
    return queryRows<CustomerRow>(this.database, rankedText, values);
  }

  private async edges({ wanted, fromMs, toMs }: CustomersQuery, days: DayRange): Promise<Edges | undefined> {
    const times = [fromMs, toMs, days.fromMs, days.toMs].map((ms) => new Date(ms).toISOString());
    const values = [wanted.merchant, wanted.mode, ...times, wanted.currency];
    const [found] = await queryRows<FoundEdges>(this.database, edgesText, values);
    if (found === undefined) return undefined;
    const edges = found.edges.map((edge) => ({ ...edge, number: edge.number ?? undefined }));
    return { ...found, untilMs: found.until.getTime(), edges };
  }

  /** Undefined where the pack is gone. Of all currencies they are read anew each time. */
  private async days(pack: string, currency: string, range: DayRange): Promise<readonly PackedDay[] | undefined> {
    if (currency === '') return this.readDays(pack, currency, range);
    const name = `${pack} ${currency}`;
    for (const part of this.cache.missing(name, range)) {
      const read = await this.readDays(pack, currency, part);
      if (read === undefined) return undefined;
      this.cache.add(name, part, read);
    }
    return this.cache.take(name, range) ?? this.readDays(pack, currency, range);
  }

  private async readDays(pack: string, currency: string, { fromMs, toMs }: DayRange): Promise<readonly PackedDay[] | undefined> {
    const times = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
    const rows = await queryRows<DayRow>(this.database, daysText, [pack, ...times, currency]);
    if (rows.length === 0) return undefined;
    return rows.flatMap((row) =>
      row.day === null
        ? []
        : [
            {
              currency: row.currency,
              dayMs: row.day.getTime(),
              bought: packedColumns(row.bought),
              returned: packedColumns(row.returned),
            },
          ],
    );
  }
}
