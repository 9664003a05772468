import { toDecimal } from '@tollgate/money';
import type { ToldOrder } from './life/tell.js';

/** What was taken and given back in a currency. Minor units. */
interface Taken {
  readonly orders: number;
  readonly captured: bigint;
  readonly refunded: bigint;
}

/** What a seeded year came to. */
export interface Summary {
  readonly orders: number;
  readonly events: number;
  readonly statuses: ReadonlyMap<string, number>;
  readonly currencies: ReadonlyMap<string, Taken>;
}

export const emptySummary: Summary = { orders: 0, events: 0, statuses: new Map(), currencies: new Map() };

const none: Taken = { orders: 0, captured: 0n, refunded: 0n };

/** One order more. */
export const addToSummary = (summary: Summary, { events, status, currency, captured, refunded }: ToldOrder): Summary => {
  const taken = summary.currencies.get(currency) ?? none;
  const now = { orders: taken.orders + 1, captured: taken.captured + captured, refunded: taken.refunded + refunded };
  return {
    orders: summary.orders + 1,
    events: summary.events + events.length,
    statuses: new Map(summary.statuses).set(status, (summary.statuses.get(status) ?? 0) + 1),
    currencies: new Map(summary.currencies).set(currency, now),
  };
};

const count = (value: number): string => value.toLocaleString('en-US');

const byCount = <T>(all: ReadonlyMap<string, T>, of: (one: T) => number): readonly (readonly [string, T])[] =>
  [...all].sort(([, a], [, b]) => of(b) - of(a));

/** A year as lines to be read; `elapsedMs`: what it took. */
export const summaryLines = ({ orders, events, statuses, currencies }: Summary, elapsedMs: number): readonly string[] => {
  const seconds = elapsedMs / 1_000;
  return [
    `✓ ${count(orders)} orders, ${count(events)} events in ${seconds.toFixed(1)} s: ${count(Math.round(events / seconds))} events a second`,
    '',
    ...byCount(statuses, (one) => one).map(([status, many]) => `  ${status.padEnd(20)} ${count(many).padStart(10)}`),
    '',
    `  ${''.padEnd(4)} ${'orders'.padStart(10)} ${'captured'.padStart(20)} ${'refunded'.padStart(18)}`,
    ...byCount(currencies, (one) => one.orders).map(
      ([currency, taken]) =>
        `  ${currency.padEnd(4)} ${count(taken.orders).padStart(10)} ${toDecimal(taken.captured, currency).padStart(20)} ${toDecimal(taken.refunded, currency).padStart(18)}`,
    ),
  ];
};
