import type pg from 'pg';
import type { Violation } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';
import { capturedIn, refundedIn } from './payment-book.js';

/** What reporting shows of an order's money. */
export interface ShownOrder {
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** Reporting follows the log within moments; an order that changed just now may be behind. */
const GRACE_MS = 10_000;

/** I7: each order's money as reporting shows it against the log's own facts. `shown` is by `orderKey`. */
export const readModelViolations = (
  shown: ReadonlyMap<string, ShownOrder>,
  orders: ReadonlyMap<string, OrderFacts>,
  nowMs: number,
): readonly Violation[] =>
  [...orders].flatMap(([key, { order, payment, lastRecorded }]): readonly Violation[] => {
    if (nowMs - lastRecorded <= GRACE_MS) return [];
    const row = shown.get(key);
    const [captured, refunded] = [capturedIn(payment), refundedIn(payment)];
    if (row?.captured === captured && row.refunded === refunded) return [];
    const says = row ? `${row.captured} and ${row.refunded}` : 'nothing';
    return [
      { invariant: 'I7', subject: order, says: `captured ${captured}, refunded ${refunded} by the log; ${says} by reporting` },
    ];
  });

/** What a merchant's days add up to in one currency, in minor units. */
export interface DayTotals {
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** I5: per merchant, mode and currency all days together are what the orders' rows add up to. */
export const dayViolations = (
  days: ReadonlyMap<string, DayTotals>,
  orders: ReadonlyMap<string, DayTotals>,
): readonly Violation[] =>
  [...new Set([...days.keys(), ...orders.keys()])].flatMap((key): readonly Violation[] => {
    const [day, order] = [days.get(key), orders.get(key)];
    const isSame = (day?.captured ?? 0n) === (order?.captured ?? 0n) && (day?.refunded ?? 0n) === (order?.refunded ?? 0n);
    return isSame ? [] : [{ invariant: 'I5', subject: key, says: 'its days do not add up to its orders' }];
  });

const totalsText = (table: string): string => `SELECT merchant || ' ' || mode || ' ' || currency AS key,
  sum(captured_minor)::text AS captured, sum(refunded_minor)::text AS refunded FROM reporting.${table} GROUP BY 1`;

interface TotalsRow {
  readonly key: string;
  readonly captured: string;
  readonly refunded: string;
}

const totalsIn = (rows: readonly TotalsRow[]): ReadonlyMap<string, DayTotals> =>
  new Map(rows.map(({ key, captured, refunded }) => [key, { captured: BigInt(captured), refunded: BigInt(refunded) }]));

/** What the read models show; within the moment at which the log was read, so that they can only be behind it. */
export const readReadModels = async (db: pg.Client) => {
  const { rows } = await db.query<TotalsRow>(
    `SELECT replace(order_id::text, '-', '') AS key, captured_minor::text AS captured, refunded_minor::text AS refunded
     FROM reporting.orders`,
  );
  const days = await db.query<TotalsRow>(totalsText('daily_sales'));
  const orders = await db.query<TotalsRow>(totalsText('orders'));
  return { shown: totalsIn(rows), days: totalsIn(days.rows), orders: totalsIn(orders.rows) };
};
