import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { balance, closedCodeOf, type Order } from '@tollgate/order';
import { underWayCodeOf } from '../operations/under-way-code.js';
import { refusal } from '../validation/field-error.js';

export interface VoidCommand {
  readonly reason?: string | undefined;
}

/** Asks to give up what is authorized and not captured: all of it, or what partial captures left. Throws DomainError `not_authorized`,
 *  `already_voided`, `nothing_to_void` (nothing is held any more: refund it), `void_pending`, `capture_pending`, `authorization_expired`. */
export const requestVoid = (order: Order, { reason = '' }: VoidCommand): readonly OrderEvent[] => {
  const code = underWayCodeOf(order) ?? closedCodeOf(order, 'void');
  if (code !== undefined) throw refusal(code);
  const { remaining } = balance(order.payment, order.placed.currency);
  return [newEvent('VoidRequested', { amount: remaining, reason })];
};
