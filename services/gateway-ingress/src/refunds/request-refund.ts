import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { money } from '@tollgate/money';
import { balance, type Order, type RefundWish } from '@tollgate/order';
import { allocationNow } from '../operations/allocation-now.js';
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

/** Asks to give captured money back: an amount, pieces of lines with their tax, shipping, or everything that is left. Throws what `allocationNow`
 *  throws, and DomainError `currency_mismatch`, `amount_and_lines`. */
export const requestRefund = (order: Order, command: RefundCommand): readonly OrderEvent[] => {
  if (command.currency !== undefined && command.currency !== order.placed.currency)
    throw refusal('currency_mismatch', '/currency');
  const allocation = allocationNow(order, () => wishOf(command, order));
  return [newEvent('RefundRequested', { ...allocation, reason: command.reason ?? '' })];
};
