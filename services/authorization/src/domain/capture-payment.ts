import { type Money as Amount, newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { isMore, type Money } from '@tollgate/money';
import { type Order } from '@tollgate/order';

/** Records that the acquirer took the capture advice. Answers [] when nothing was submitted, or it is recorded. */
export const capturePayment = (order: Order): readonly OrderEvent[] => {
  const { captureSubmitted, captured, authorized } = order.payment;
  if (captureSubmitted === undefined || captured !== undefined) return [];
  const { amount } = captureSubmitted;
  invariant(amount !== undefined && authorized?.amount !== undefined, 'what is captured was authorized');
  invariant(!isMore(amount, authorized.amount), 'no more is captured than was authorized');
  return [paymentCaptured(order, amount)];
};

/** The event, with the digital lines and the files they were pinned to, so that delivery decides from it alone. */
export const paymentCaptured = (order: Order, amount: Money | Amount): OrderEvent =>
  newEvent('PaymentCaptured', { amount, deliverables: deliverablesOf(order) });

const deliverablesOf = (order: Order) =>
  order.placed.lines.flatMap(({ kind, sku, files }, index) => (kind === 'digital' ? [{ line: index + 1, sku, files }] : []));
