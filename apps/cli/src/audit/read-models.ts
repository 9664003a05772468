import type pg from 'pg';
import { isUpTo, type LoggedEvent, type LogPlace, placeIn, type Violation } from './logged-event.js';
import { capturedIn, type PaymentBook, paymentBookOf, refundedIn } from './payment-book.js';

/** An order's money: as reporting shows it, or as the log has it. Minor units. */
export interface ShownOrder {
  readonly merchant: string;
  readonly currency: string;
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** What the log says of an order up to the place that reporting has come to; undefined where that is nothing yet. `payment`: of all events. */
export const loggedUpTo = (events: readonly LoggedEvent[], end: LogPlace, payment: PaymentBook): ShownOrder | undefined => {
  const applied = events.filter(({ place }) => isUpTo(place, end));
  const placed = applied.find(({ type }) => type === 'OrderPlaced');
  if (placed === undefined) return undefined;
  const book = applied.length === events.length ? payment : paymentBookOf(applied);
  const { merchant, data } = placed;
  return { merchant, currency: data.currency ?? '', captured: capturedIn(book), refunded: refundedIn(book) };
};

const textOf = (order: ShownOrder | undefined): string =>
  order === undefined
    ? 'nothing'
    : `${order.captured} captured and ${order.refunded} refunded ${order.currency} of ${order.merchant}`;

/** I7: each order as reporting shows it against the log up to the place that reporting has come to, which is in the same transaction as the
 *  rows: so nothing has to be passed over for being new. Both by `orderKey`. */
export const readModelViolations = (
  shown: ReadonlyMap<string, ShownOrder>,
  logged: ReadonlyMap<string, ShownOrder>,
): readonly Violation[] =>
  [...new Set([...shown.keys(), ...logged.keys()])].flatMap((key): readonly Violation[] => {
    const [row, order] = [textOf(shown.get(key)), textOf(logged.get(key))];
    return row === order ? [] : [{ invariant: 'I7', subject: key, says: `${order} by the log; ${row} by reporting` }];
  });

/** What reporting has still to apply. */
export interface Backlog {
  readonly events: number;
  /** Milliseconds since 1970: when the oldest of them was recorded. */
  readonly oldestMs: number;
}

/** I17: events that reporting has not applied within `graceMs`. */
export const backlogViolations = ({ events, oldestMs }: Backlog, nowMs: number, graceMs: number): readonly Violation[] => {
  const ageMs = nowMs - oldestMs;
  if (events === 0 || ageMs < graceMs) return [];
  const says = `${events} events are not in the read models, the oldest for ${Math.floor(ageMs / 1000)} s; they wait for reporting`;
  return [{ invariant: 'I17', subject: 'reporting', says }];
};

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

const amountsIn = ({ captured, refunded }: TotalsRow): DayTotals => ({ captured: BigInt(captured), refunded: BigInt(refunded) });
const totalsIn = (rows: readonly TotalsRow[]): ReadonlyMap<string, DayTotals> =>
  new Map(rows.map((row) => [row.key, amountsIn(row)]));

/** What the read models show, and which place of the log they have come to. */
export interface ReadModels {
  readonly end: LogPlace;
  readonly shown: ReadonlyMap<string, ShownOrder>;
  readonly days: ReadonlyMap<string, DayTotals>;
  readonly orders: ReadonlyMap<string, DayTotals>;
}

/** Reads them at the moment at which the log is read, too. A failure leaves the transaction usable. */
export const readReadModels = async (db: pg.Client): Promise<ReadModels> => {
  await db.query('SAVEPOINT read_models');
  try {
    const progress = await db.query<{ cursor: string }>(`SELECT cursor FROM reporting.progress WHERE state = 'live'`);
    const { rows } = await db.query<TotalsRow & { merchant: string; currency: string }>(
      `SELECT replace(order_id::text, '-', '') AS key, merchant, currency, captured_minor::text AS captured, refunded_minor::text AS refunded
       FROM reporting.orders`,
    );
    const days = await db.query<TotalsRow>(totalsText('daily_sales'));
    const orders = await db.query<TotalsRow>(totalsText('orders'));
    return {
      end: placeIn(progress.rows[0]?.cursor ?? ''),
      shown: new Map(rows.map((row) => [row.key, { merchant: row.merchant, currency: row.currency, ...amountsIn(row) }])),
      days: totalsIn(days.rows),
      orders: totalsIn(orders.rows),
    };
  } catch (error) {
    await db.query('ROLLBACK TO SAVEPOINT read_models');
    throw error;
  }
};
