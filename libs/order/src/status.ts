import type { RecordedEvent } from '@tollgate/contracts';
import { evolve, fold, type Order } from './order.js';

export type OrderStatus = 'pending' | 'review' | 'approved' | 'declined' | 'rejected';
export type PaymentStatus = 'none' | 'authorized' | 'captured' | 'declined';

export const hasDigitalLines = (order: Order): boolean => order.placed.lines.some(({ kind }) => kind === 'digital');

/** The order asks nothing more of anybody: it ended without money. */
const isRefused = ({ pricingFailure, fraud, payment }: Order): boolean =>
  pricingFailure !== undefined || payment.rejected !== undefined || fraud?.decision === 'reject';

export const paymentStatusOf = ({ payment }: Order): PaymentStatus => {
  if (payment.captured) return 'captured';
  if (payment.declined || payment.timedOut) return 'declined';
  return payment.authorized ? 'authorized' : 'none';
};

/** The one word for where an order stands. A sale is approved once it is captured, a preauth once it is authorized. */
export const statusOf = (order: Order): OrderStatus => {
  if (isRefused(order)) return 'rejected';
  const paid = paymentStatusOf(order);
  if (paid === 'declined') return 'declined';
  if (paid === 'captured' || (paid === 'authorized' && order.placed.type === 'preauth')) return 'approved';
  return order.fraud?.decision === 'review' ? 'review' : 'pending';
};

export type PlacementResult = 'approved' | 'declined' | 'rejected' | 'pricing_failed' | 'review';

/** What the merchant who waits for a placed order can be told now; undefined: not yet.
 *  An approved sale with digital lines waits for its downloads, so that the answer brings the links. */
export const placementResult = (order: Order): PlacementResult | undefined => {
  if (order.pricingFailure) return 'pricing_failed';
  const status = statusOf(order);
  if (status === 'pending') return undefined;
  if (status !== 'approved') return status;
  const waitsForDownloads = order.placed.type === 'sale' && hasDigitalLines(order) && order.delivery.entitlements.length === 0;
  return waitsForDownloads ? undefined : 'approved';
};

/** The order as it was when `isEnough` first held, from its events by position; undefined while it does not hold.
 *  The same events give the same order whenever they are read, so that a replayed request gets the answer of the first one. */
export const foldUntil = (events: readonly RecordedEvent[], isEnough: (order: Order) => boolean): Order | undefined => {
  let order = fold(events.slice(0, 1));
  for (const event of events.slice(1)) {
    if (order === undefined || isEnough(order)) return order;
    order = evolve(order, event);
  }
  return order !== undefined && isEnough(order) ? order : undefined;
};
