import type { Order } from '../api/order.js';
import { availableActions } from '../order/available-actions.js';

/** What may be done with many orders at once. */
export const bulkKinds = ['capture', 'refund', 'accept', 'reject'] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** What somebody needs for it. */
export const rightFor: Readonly<Record<BulkKind, string>> = {
  capture: 'orders:capture',
  refund: 'refunds:create',
  accept: 'reviews:resolve',
  reject: 'reviews:resolve',
};

/** More than this nobody works with at once. */
export const mostOrders = 1_000;

export interface PlannedOrder {
  readonly id: string;
  /** The merchant's own number, or what is shown instead. */
  readonly name: string;
  /** Minor units: what would be taken, given back or decided about. */
  readonly amount: number;
  readonly currency: string;
}

/** Of the orders that were chosen: those that it would be done with, and those that it does not apply to. */
export interface BulkPlan {
  readonly included: readonly PlannedOrder[];
  /** By where they stand, as `status` has texts for it: how many of them. */
  readonly leftOut: readonly { readonly standing: string; readonly count: number }[];
}

/** The total, or what the goods cost where the order has no price yet; what a credit gives is less than nothing. */
export const amountOf = ({ type, amounts }: Order): number =>
  type === 'credit' ? -(amounts.total ?? 0) : (amounts.total ?? amounts.subtotal);
export const nameOf = ({ reference, id }: Order): string => reference ?? `${id.slice(0, 8)}…${id.slice(-4)}`;

/** 0: it does not apply. */
const amountFor: Readonly<Record<BulkKind, (order: Order) => number>> = {
  capture: (order) => availableActions(order, []).capturable,
  refund: (order) => availableActions(order, []).refundable,
  accept: (order) => (order.status === 'review' ? amountOf(order) : 0),
  reject: (order) => (order.status === 'review' ? amountOf(order) : 0),
};

const standingOf = ({ status, payment }: Order): string => (payment.status === 'none' ? status : `payment_${payment.status}`);

export const bulkPlan = (kind: BulkKind, orders: readonly Order[]): BulkPlan => {
  const measured = orders.map((order) => ({ order, amount: amountFor[kind](order) }));
  const others = Map.groupBy(
    measured.filter(({ amount }) => amount === 0),
    ({ order }) => standingOf(order),
  );
  return {
    included: measured
      .filter(({ amount }) => amount > 0)
      .map(({ order, amount }) => ({ id: order.id, name: nameOf(order), amount, currency: order.currency })),
    leftOut: [...others].map(([standing, { length: count }]) => ({ standing, count })),
  };
};

/** Minor units by currency, the largest number of orders first; currencies are never added up. */
export const sumsOf = (
  orders: readonly Pick<PlannedOrder, 'amount' | 'currency'>[],
): readonly (readonly [currency: string, minor: number])[] =>
  [...Map.groupBy(orders, ({ currency }) => currency)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([currency, all]) => [currency, all.reduce((sum, { amount }) => sum + amount, 0)]);
