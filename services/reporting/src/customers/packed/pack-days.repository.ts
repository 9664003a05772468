import { Inject, Injectable } from '@nestjs/common';
import { withClient } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../../config.js';
import type { Owner } from '../../figures/owner.js';
import { heldBefore } from './held-before.js';
import { packedSql } from './packed-columns.js';

type Client = Parameters<Parameters<typeof withClient>[1]>[0];

/** A month of a large store takes seconds. */
const STATEMENT_MS = 120_000;
const timeouts = { statementMs: STATEMENT_MS, queryMs: STATEMENT_MS + 10_000 };
/** What is packed here can be packed again: no reason to wait for the disk. */
const settings = { synchronous_commit: 'off', work_mem: '64MB' };

const ownersText = `SELECT DISTINCT merchant, mode FROM figures WHERE grain = 'month' ORDER BY 1, 2`;
const purgeText = `DELETE FROM customer_packs WHERE generation <> (SELECT generation FROM progress WHERE state = 'live')`;

/** Locked before anything is read, so that what is read is of one moment and one generation; of two who pack, one waits. */
const lockTexts = [
  'LOCK TABLE customer_packs IN SHARE ROW EXCLUSIVE MODE',
  'LOCK TABLE figures, orders, journal IN ACCESS SHARE MODE',
];

/** What is packed, whether it is what the read models hold, and where the first of it begins. */
const stateText = `SELECT generation, p.pack, p.until, p.orders = held.orders AND p.movements = held.movements AS "isWhole",
    (SELECT min(at) FROM figures WHERE merchant = $1 AND mode = $2 AND grain = 'month') AS first
  FROM (SELECT generation FROM progress WHERE state = 'live') AS live
    LEFT JOIN (SELECT * FROM customer_packs WHERE merchant = $1 AND mode = $2) AS p USING (generation)
    LEFT JOIN LATERAL (${heldBefore('p.until')}) AS held ON true`;
const dropText = 'DELETE FROM customer_packs WHERE pack = $1';

const isIn = 'merchant = $1 AND mode = $2 AND at >= $3::timestamptz AND at < $4::timestamptz';

const numberText = `INSERT INTO customer_numbers (merchant, mode, number, customer)
  SELECT $1, $2, (SELECT coalesce(max(number), 0) FROM customer_numbers WHERE merchant = $1 AND mode = $2) + row_number() OVER (ORDER BY customer), customer
  FROM (SELECT DISTINCT customer FROM journal WHERE ${isIn} AND customer <> '') AS own
  WHERE NOT EXISTS (SELECT FROM customer_numbers AS n WHERE n.merchant = $1 AND n.mode = $2 AND n.customer = own.customer)`;

const packed = (count: string, minor: string, where: string): string =>
  packedSql({ number: 'number', firstQuarter: 'first_quarter', count, minor }, where);

/** Whose first order is not known would be new for ever; whoever has no address is nobody, and has the number 0. */
const packText = `INSERT INTO customer_days (pack, currency, day, bought, returned)
  WITH own AS MATERIALIZED (
    SELECT date_trunc('day', at, 'UTC') AS day, currency, customer, count(*) FILTER (WHERE event = 'PaymentCaptured') AS captures, sum(sales) AS sales,
      sum(turnover_minor) FILTER (WHERE event = 'PaymentCaptured') AS captured, count(*) FILTER (WHERE event <> 'PaymentCaptured') AS refunds,
      sum(turnover_minor) FILTER (WHERE event <> 'PaymentCaptured') AS refunded
    FROM journal WHERE ${isIn} GROUP BY 1, 2, 3
  ), who AS MATERIALIZED (
    SELECT customer, n.number, coalesce((SELECT floor(extract(epoch FROM placed_at) / 900)::int FROM orders
        WHERE merchant = $1 AND mode = $2 AND email = customer AND email <> '' ORDER BY placed_at LIMIT 1), 2147483647) AS first_quarter
    FROM (SELECT DISTINCT customer FROM own WHERE customer <> '') AS named JOIN customer_numbers AS n USING (customer)
    WHERE n.merchant = $1 AND n.mode = $2
    UNION ALL SELECT '', 0, 2147483647
  )
  SELECT $5, currency, day, ${packed('sales', 'captured', 'captures > 0')}, ${packed('refunds', 'refunded', 'refunds > 0')}
  FROM own JOIN who USING (customer) GROUP BY day, currency`;

/** Says how far the pack goes, and makes it where there is none. */
const doneText = `INSERT INTO customer_packs (generation, merchant, mode, until, orders, movements)
  SELECT $3, $1, $2, $4::timestamptz, orders, movements FROM (${heldBefore('$4::timestamptz')}) AS held
  ON CONFLICT (generation, merchant, mode) DO UPDATE SET until = excluded.until, orders = excluded.orders, movements = excluded.movements
  RETURNING pack`;

interface State {
  readonly generation: number;
  readonly pack: string | null;
  readonly until: Date | null;
  readonly isWhole: boolean | null;
  readonly first: Date | null;
}

const nextMonth = (moment: Date): Date => new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1));

/** Packs what customers bought, day by day, as far as days are over. */
@Injectable()
export class PackDays {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'postgresUrl'>) {}

  /** Whose there are to be packed; what was packed of generations that are not shown any more is removed. Throws TransientError. */
  owners(): Promise<readonly Owner[]> {
    return this.with(async (client) => {
      await client.query(purgeText);
      return (await client.query<Owner>(ownersText)).rows;
    });
  }

  /** Packs one month more of these customers, up to `untilMs` (the begin of a day in UTC) at most. A pack that does not hold what the read models do
   *  is begun anew. False where there is nothing more. Throws TransientError. */
  advance(owner: Owner, untilMs: number): Promise<boolean> {
    return this.with(async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      for (const text of lockTexts) await client.query(text);
      const isPacked = await this.packMonth(client, owner, untilMs);
      await client.query('COMMIT');
      return isPacked;
    });
  }

  private async packMonth(client: Client, { merchant, mode }: Owner, untilMs: number): Promise<boolean> {
    const [state] = (await client.query<State>(stateText, [merchant, mode])).rows;
    if (state === undefined) return false;
    const { generation, pack, until, isWhole, first } = state;
    if (isWhole === false) await client.query(dropText, [pack]);
    const begin = isWhole === true ? until : first;
    if (begin === null || begin.getTime() >= untilMs) return false;
    const end = new Date(Math.min(nextMonth(begin).getTime(), untilMs));
    await client.query(numberText, [merchant, mode, begin, end]);
    const { rows } = await client.query<{ pack: string }>(doneText, [merchant, mode, generation, end]);
    await client.query(packText, [merchant, mode, begin, end, rows[0]?.pack]);
    return true;
  }

  private with<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const { postgresUrl: connectionString } = this.config;
    return withClient({ connectionString, name: 'reporting customers', timeouts, settings }, work);
  }
}
