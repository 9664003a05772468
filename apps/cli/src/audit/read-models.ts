import type pg from 'pg';
import { isUpTo, type LoggedEvent, type LogPlace, placeIn, type Violation } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';
import { orderStatusOf } from './order-status.js';
import { capturedIn, refundedIn } from './payment-book.js';
import { type DaySales, type Days, dayKey } from './sales-days.js';

/** An order as reporting shows it, or as the log has it. Amounts in minor units. */
export interface ShownOrder {
  readonly merchant: string;
  readonly mode: string;
  readonly currency: string;
  readonly status: string;
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** An order's events up to the place that reporting has come to; none where it was not placed by then. */
export const reportedOf = (events: readonly LoggedEvent[], end: LogPlace): readonly LoggedEvent[] => {
  const reported = events.filter(({ place }) => isUpTo(place, end));
  return reported.some(({ type }) => type === 'OrderPlaced' || type === 'CreditPlaced') ? reported : [];
};

/** What reporting has to show of an order. */
export const shownOf = (facts: OrderFacts): ShownOrder => {
  const { merchant, mode, currency, payment } = facts;
  return {
    merchant,
    mode,
    currency,
    status: orderStatusOf(facts),
    captured: capturedIn(payment),
    refunded: refundedIn(payment),
  };
};

const textOf = (order: ShownOrder | undefined): string => {
  if (order === undefined) return 'nothing';
  const { merchant, mode, currency, status, captured, refunded } = order;
  return `${status}, ${captured} captured and ${refunded} refunded ${currency} of ${merchant} (${mode})`;
};

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

interface OrderRow {
  readonly key: string;
  readonly merchant: string;
  readonly mode: string;
  readonly currency: string;
  readonly status: string;
  readonly captured: string;
  readonly refunded: string;
}

const shownIn = ({ merchant, mode, currency, status, captured, refunded }: OrderRow): ShownOrder => ({
  merchant,
  mode,
  currency,
  status,
  captured: BigInt(captured),
  refunded: BigInt(refunded),
});

interface DayRow extends Omit<OrderRow, 'key' | 'status'> {
  readonly day: string;
  readonly orders: number;
  readonly refunds: number;
}

const dayIn = ({ merchant, mode, currency, day, orders, captured, refunds, refunded }: DayRow): [string, DaySales] => [
  dayKey(merchant, mode, currency, day),
  { orders, captured: BigInt(captured), refunds, refunded: BigInt(refunded) },
];

/** What the read models show, and which place of the log they have come to. */
export interface ReadModels {
  readonly end: LogPlace;
  readonly shown: ReadonlyMap<string, ShownOrder>;
  readonly days: Days;
}

const amounts = 'captured_minor::text AS captured, refunded_minor::text AS refunded';

/** Reads them at the moment at which the log is read, too. A failure leaves the transaction usable. */
export const readReadModels = async (db: pg.Client): Promise<ReadModels> => {
  await db.query('SAVEPOINT read_models');
  try {
    const progress = await db.query<{ cursor: string }>(`SELECT cursor FROM reporting.progress WHERE state = 'live'`);
    const orders = await db.query<OrderRow>(
      `SELECT replace(order_id::text, '-', '') AS key, merchant, mode, currency, status, ${amounts} FROM reporting.orders`,
    );
    const days = await db.query<DayRow>(
      `SELECT merchant, mode, currency, to_char(day, 'YYYY-MM-DD') AS day, order_count AS orders, refund_count AS refunds, ${amounts}
       FROM reporting.daily_sales`,
    );
    return {
      end: placeIn(progress.rows[0]?.cursor ?? ''),
      shown: new Map(orders.rows.map((row) => [row.key, shownIn(row)])),
      days: new Map(days.rows.map(dayIn)),
    };
  } catch (error) {
    await db.query('ROLLBACK TO SAVEPOINT read_models');
    throw error;
  }
};
