import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { money } from '@tollgate/money';
import { allocateRefund, balance, type Order, type RefundAllocation, type RefundWish } from '@tollgate/order';
import { explain } from '../validation/explanations.data.js';
import { refusal } from '../validation/field-error.js';

export interface RefundCommand {
  /** Minor units. Everything that is left unless an amount, lines or shipping are given. */
  readonly amount?: number | undefined;
  /** Of the amounts; the order's unless given. */
  readonly currency?: string | undefined;
  readonly lines?: readonly { readonly line: number; readonly quantity: number }[] | undefined;
  /** Minor units of the shipping charge, without its tax. */
  readonly shipping?: number | undefined;
  readonly reason?: string | undefined;
}

/** Whether pieces of lines or shipping are named, not an amount. */
export const isByLines = ({ lines, shipping }: RefundCommand): boolean => lines !== undefined || shipping !== undefined;

const wishOf = (command: RefundCommand, order: Order): RefundWish => {
  const { amount, lines, shipping } = command;
  const { currency } = order.placed;
  if (amount !== undefined && isByLines(command)) throw refusal('amount_and_lines', '/amount');
  if (isByLines(command)) {
    return { lines: lines ?? [], ...(shipping === undefined ? {} : { shipping: money(BigInt(shipping), currency) }) };
  }
  return { amount: amount === undefined ? balance(order.payment, currency).refundable : money(BigInt(amount), currency) };
};

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

/** Asks to give captured money back: an amount, pieces of lines with their tax, shipping, or everything that is left. Throws what `allocationNow`
 *  throws, and DomainError `currency_mismatch`, `amount_and_lines`. */
export const requestRefund = (order: Order, command: RefundCommand): readonly OrderEvent[] => {
  if (command.currency !== undefined && command.currency !== order.placed.currency)
    throw refusal('currency_mismatch', '/currency');
  const allocation = allocationNow(order, () => wishOf(command, order));
  return [newEvent('RefundRequested', { ...allocation, reason: command.reason ?? '' })];
};
