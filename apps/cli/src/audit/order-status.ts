import type { OrderFacts } from './order-facts.js';
import { capturedIn, creditOf, refundedIn, releasedIn } from './payment-book.js';

const paidStatus = ({ payment, isSale }: OrderFacts): string => {
  const [captured, refunded] = [capturedIn(payment), refundedIn(payment)];
  if (refunded > 0n) return refunded === captured ? 'refunded' : 'partially_refunded';
  if (payment.movements.some(({ kind, state }) => kind === 'capture' && state === 'done')) return 'approved';
  if (releasedIn(payment) > 0n) return payment.hasExpired ? 'expired' : 'voided';
  return isSale ? 'pending' : 'approved';
};

const creditStatuses = { requested: 'pending', submitted: 'pending', done: 'credited', failed: 'declined' } as const;

/** The one word for where an order stands, as the API has it: the auditor's own reading of its events. */
export const orderStatusOf = (facts: OrderFacts): string => {
  const { payment, decision, isPricingFailed } = facts;
  const credit = creditOf(payment);
  if (credit !== undefined) return creditStatuses[credit.state];
  const { authorization } = payment;
  if (authorization === 'rejected' || isPricingFailed || decision === 'reject') return 'rejected';
  if (authorization === 'declined' || authorization === 'unknown' || authorization === 'reversed') return 'declined';
  if (authorization === 'authorized') return paidStatus(facts);
  return decision === 'review' ? 'review' : 'pending';
};
