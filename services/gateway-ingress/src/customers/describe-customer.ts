import { balance, type Order } from '@tollgate/order';
import type { Person } from '../orders/answer-order.js';
import { toJsonInteger } from '../orders/json-integer.js';
import { toCustomerId } from './customer-id.js';
import { openDownloads } from './open-matters.js';

/** A customer's orders, newest first, and the person as the newest one names them. */
export interface CustomerOrders {
  /** The name that their keys are filed under. */
  readonly name: string;
  readonly orders: readonly Order[];
  readonly person: Person | undefined;
  /** There are older orders that were not read. */
  readonly hasMore: boolean;
}

interface Sums {
  readonly captured: bigint;
  readonly refunded: bigint;
}

const nothing: Sums = { captured: 0n, refunded: 0n };

/** What was taken and given back, by currency; a currency in which nothing was taken is left out. */
const totalsOf = (orders: readonly Order[]) => {
  const totals = new Map<string, Sums>();
  for (const { payment, placed } of orders) {
    const { captured, refunded } = balance(payment, placed.currency);
    const sums = totals.get(placed.currency) ?? nothing;
    totals.set(placed.currency, { captured: sums.captured + captured.minor, refunded: sums.refunded + refunded.minor });
  }
  return [...totals]
    .filter(([, { captured }]) => captured > 0n)
    .map(([currency, { captured, refunded }]) => {
      return { currency, captured: toJsonInteger(captured), refunded: toJsonInteger(refunded) };
    })
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
};

/** A customer as the API shows them: what the orders add up to that were read. */
export const describeCustomer = ({ name, orders, person, hasMore }: CustomerOrders, now: Date) => ({
  id: toCustomerId(name),
  email: person?.email || null,
  name: person?.name ?? null,
  firstOrderAt: orders.at(-1)?.placedAt ?? null,
  lastOrderAt: orders[0]?.placedAt ?? null,
  orderCount: orders.length,
  hasMore,
  totals: totalsOf(orders),
  openDownloads: orders.reduce((sum, order) => sum + openDownloads(order, now), 0),
});
