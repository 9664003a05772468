import { type LoggedEvent, minorOf, type Violation } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';

/** What a merchant sold and gave back on one UTC day. Amounts in minor units of its currency. */
export interface DaySales {
  /** Orders of which money was first taken on this day. */
  readonly orders: number;
  readonly captured: bigint;
  readonly refunds: number;
  readonly refunded: bigint;
}

const none: DaySales = { orders: 0, captured: 0n, refunds: 0, refunded: 0n };

/** Days of all merchants, by `dayKey`. */
export type Days = ReadonlyMap<string, DaySales>;

/** How a merchant's day is named: its mode, its currency, and the UTC day as YYYY-MM-DD. */
export const dayKey = (...parts: readonly [merchant: string, mode: string, currency: string, day: string]): string =>
  parts.join(' ');

const withCapture = (day: DaySales, amount: bigint, isFirst: boolean): DaySales => ({
  ...day,
  orders: day.orders + (isFirst ? 1 : 0),
  captured: day.captured + amount,
});

const withRefund = (day: DaySales, amount: bigint): DaySales => ({
  ...day,
  refunds: day.refunds + 1,
  refunded: day.refunded + amount,
});

const isBack = ({ type }: LoggedEvent): boolean => type === 'PaymentRefunded' || type === 'CreditSettled';

/** Adds what an order's events moved to the days on which they did: each capture, refund and credit has its own. */
export const addToDays = (days: Map<string, DaySales>, events: readonly LoggedEvent[], facts: OrderFacts): void => {
  const { merchant, mode, currency } = facts;
  const moved = events.filter((event) => event.type === 'PaymentCaptured' || isBack(event));
  const first = moved.find(({ type }) => type === 'PaymentCaptured');
  for (const event of moved) {
    const key = dayKey(merchant, mode, currency, event.occurredAt.slice(0, 10));
    const [day, amount] = [days.get(key) ?? none, minorOf(event.data.amount)];
    days.set(key, isBack(event) ? withRefund(day, amount) : withCapture(day, amount, event === first));
  }
};

const textOf = ({ orders, captured, refunds, refunded }: DaySales): string =>
  `${orders} orders, ${captured} captured, ${refunds} refunds, ${refunded} refunded`;

/** I7: each day as reporting shows it against the log up to the place that reporting has come to. */
export const dayViolations = (shown: Days, logged: Days): readonly Violation[] =>
  [...new Set([...shown.keys(), ...logged.keys()])].flatMap((key): readonly Violation[] => {
    const [row, day] = [textOf(shown.get(key) ?? none), textOf(logged.get(key) ?? none)];
    return row === day ? [] : [{ invariant: 'I7', subject: key, says: `${day} by the log; ${row} by reporting` }];
  });
