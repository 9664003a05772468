import { balance } from './balance.js';
import { fraudDecisionOf, type Order } from './order.js';
import { authorizationOf, creditOf, type Operation } from './payment.js';

/** Where an order stands; the API's own words. */
export const orderStatuses = [
  'pending',
  'review',
  'approved',
  'declined',
  'rejected',
  'voided',
  'expired',
  'refunded',
  'partially_refunded',
  'credited',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Where its money stands; the API's own words. `partially_captured`: more may still be captured. */
export const paymentStatuses = [
  'none',
  'authorized',
  'captured',
  'partially_captured',
  'declined',
  'voided',
  'expired',
  'refunded',
  'partially_refunded',
  'credited',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

const hasCapture = ({ payment }: Order): boolean =>
  payment.operations.some(({ kind, state }) => kind === 'capture' && state === 'succeeded');

/** What the balance says of an authorized payment. */
const statusOfBalance = (order: Order): PaymentStatus => {
  const { captured, refunded, remaining, released } = balance(order.payment, order.placed.currency);
  if (refunded.minor > 0n) return refunded.minor === captured.minor ? 'refunded' : 'partially_refunded';
  if (hasCapture(order)) return remaining.minor > 0n ? 'partially_captured' : 'captured';
  if (released.minor === 0n) return 'authorized';
  return authorizationOf(order.payment)?.expired === undefined ? 'voided' : 'expired';
};

/** Of money that was given to a card without a sale before it. */
const statusOfCredit = ({ state }: Operation): PaymentStatus => {
  if (state === 'succeeded') return 'credited';
  return state === 'declined' ? 'declined' : 'none';
};

/** Where the order's money stands: a function of its operations. */
export const paymentStatusOf = (order: Order): PaymentStatus => {
  const credit = creditOf(order.payment);
  if (credit !== undefined) return statusOfCredit(credit);
  const state = authorizationOf(order.payment)?.state;
  if (state === 'declined' || state === 'unknown' || state === 'reversed') return 'declined';
  return state === 'succeeded' ? statusOfBalance(order) : 'none';
};

/** The order asks nothing more of anybody: it ended without money. */
const isRejected = (order: Order): boolean =>
  order.pricingFailure !== undefined || order.rejection !== undefined || fraudDecisionOf(order) === 'reject';

const statusOfPayment: Readonly<Partial<Record<PaymentStatus, OrderStatus>>> = {
  declined: 'declined',
  captured: 'approved',
  partially_captured: 'approved',
  voided: 'voided',
  expired: 'expired',
  refunded: 'refunded',
  partially_refunded: 'partially_refunded',
  credited: 'credited',
};

/** The one word for where an order stands. A sale is approved once it is captured, a preauth once it is authorized. */
export const statusOf = (order: Order): OrderStatus => {
  if (isRejected(order)) return 'rejected';
  const payment = paymentStatusOf(order);
  if (payment === 'authorized' && order.placed.type === 'preauth') return 'approved';
  return statusOfPayment[payment] ?? (fraudDecisionOf(order) === 'review' ? 'review' : 'pending');
};
