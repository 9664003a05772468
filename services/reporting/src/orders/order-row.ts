import { authorizationOf, balance, creditOf, type Order, orderTotalOf, statusOf } from '@tollgate/order';
import { type ReportedOrder, type Versions, versionsOf } from '../projection/reported-order.js';

/** One order as lists and searches show it. Amounts are in minor units of `currency`. */
export interface OrderRow {
  readonly orderId: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** sale | preauth | credit */
  readonly type: string;
  readonly status: string;
  readonly currency: string;
  /** Undefined while the order is not priced. */
  readonly totalMinor: bigint | undefined;
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  /** RFC 3339 */
  readonly placedAt: string;
  /** Keyed HMAC of the customer's e-mail address. */
  readonly email: string;
  /** Keyed HMAC of the customer's name in its normal form; empty in orders of earlier releases. */
  readonly name: string;
  /** The merchant's own order number; empty where none was given. */
  readonly reference: string;
  /** Of the card; empty where none was needed. */
  readonly last4: string;
  /** Of the billing address: ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Why the payment was declined; empty where it was not. */
  readonly declineCode: string;
  readonly versions: Versions;
}

/** Of the credit or the payment. A payment whose outcome stayed unknown, or that was reversed, counts as declined; so does its code. */
const declineCodeOf = (order: Order): string => {
  if (statusOf(order) !== 'declined') return '';
  return (creditOf(order.payment) ?? authorizationOf(order.payment))?.code ?? '';
};

/** The row of an order; the same for the same events, whatever way they came. Money in another currency than the
 *  order's is a defect. */
export const orderRow = (reported: ReportedOrder): OrderRow => {
  const { order } = reported;
  const { type, currency, screening, reference, card, billing } = order.placed;
  const { captured, refunded } = balance(order.payment, currency);
  return {
    orderId: order.id,
    merchant: order.merchant,
    mode: order.mode,
    type,
    status: statusOf(order),
    currency,
    totalMinor: orderTotalOf(order)?.minor,
    capturedMinor: captured.minor,
    refundedMinor: refunded.minor,
    placedAt: order.placedAt,
    email: screening?.email ?? '',
    name: screening?.name ?? '',
    reference,
    last4: card?.last4 ?? '',
    country: billing?.country ?? '',
    declineCode: declineCodeOf(order),
    versions: versionsOf(reported),
  };
};
