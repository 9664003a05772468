import type { RecordedEvent } from '@tollgate/contracts';
import { type DailySales, salesChange, sumSales } from './daily-sales.js';
import { type OrderRow, orderRow } from './order-row.js';
import type { ReportedOrder } from './reported-order.js';

/** An order before and after a page of the log. */
export interface Step {
  readonly before: ReportedOrder | undefined;
  readonly after: ReportedOrder;
}

/** What a page of the log changes in the read models. */
export interface Changes {
  readonly orders: readonly OrderRow[];
  readonly sales: readonly DailySales[];
}

/** A page's events by order, each order's in the order of the page. */
export const byOrder = <E extends RecordedEvent>(events: readonly E[]): ReadonlyMap<string, readonly E[]> =>
  Map.groupBy(events, ({ header }) => header.order);

/** The rows to be written for these steps. Orders that a page did not move are left out. */
export const changesOf = (steps: readonly Step[]): Changes => {
  const moved = steps.filter(({ before, after }) => before !== after);
  return {
    orders: moved.map(({ after }) => orderRow(after)),
    sales: sumSales(moved.flatMap(({ before, after }) => salesChange(before, after))),
  };
};

/** Nothing but downloads is to be expected of it: not worth being kept in mind. */
export const isSettled = ({ order: { receipt, pricingFailure, fraud, payment } }: ReportedOrder): boolean =>
  receipt !== undefined || pricingFailure !== undefined || fraud?.decision === 'reject' || payment.declined !== undefined;
