import { invariant } from '@tollgate/errors';
import { statusOf } from '@tollgate/order';
import { type ReportedOrder, type Versions, versionsOf } from './reported-order.js';

/** One order as lists and reports show it. Amounts are in minor units of `currency`. */
export interface OrderRow {
  readonly orderId: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** sale | preauth */
  readonly type: string;
  readonly status: string;
  readonly currency: string;
  /** Undefined while the order is not priced. */
  readonly totalMinor: bigint | undefined;
  readonly capturedMinor: bigint;
  /** RFC 3339 */
  readonly placedAt: string;
  readonly capturedAt: string | undefined;
  readonly versions: Versions;
}

/** The row of an order; the same for the same events, whatever way they came. */
export const orderRow = (reported: ReportedOrder): OrderRow => {
  const { order, capturedAt } = reported;
  const { captured } = order.payment;
  const currency = order.placed.currency;
  invariant(
    captured?.amount === undefined || captured.amount.currency === currency,
    'money is taken in the currency of the order',
  );
  return {
    orderId: order.id,
    merchant: order.merchant,
    mode: order.mode,
    type: order.placed.type,
    status: statusOf(order),
    currency,
    totalMinor: order.pricing?.total?.minor,
    capturedMinor: captured?.amount?.minor ?? 0n,
    placedAt: order.placedAt,
    capturedAt,
    versions: versionsOf(reported),
  };
};
