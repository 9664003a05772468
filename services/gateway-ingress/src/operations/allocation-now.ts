import { DomainError } from '@tollgate/errors';
import { allocateRefund, balance, type Order, type RefundAllocation, type RefundWish } from '@tollgate/order';
import { explain } from '../validation/explanations.data.js';
import { refusal } from '../validation/field-error.js';

/** Why there is nothing to give back: refunds that are under way may still fail, and only those that succeeded gave anything back. */
const refusalOf = (order: Order): Error => {
  const { captured, refunded } = balance(order.payment, order.placed.currency);
  if (captured.minor <= 0n) return refusal('not_captured');
  return refusal(captured.minor > refunded.minor ? 'refund_pending' : 'already_refunded');
};

/** What of a wish falls on which part of the order, as it stands now. Refunds that are under way count as done, so that all together never exceed
 *  what was captured. Throws DomainError `not_captured`, `already_refunded`, `refund_pending` (all that is left is being given back), and those of
 *  `allocateRefund`, with the field. */
export const allocationNow = (order: Order, wish: () => RefundWish): RefundAllocation => {
  if (balance(order.payment, order.placed.currency).refundable.minor <= 0n) throw refusalOf(order);
  try {
    return allocateRefund(order, wish());
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.field, error.detail ?? explain(error.code)) : error;
  }
};
