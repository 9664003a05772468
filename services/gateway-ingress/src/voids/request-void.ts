import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { authorizationOf, balance, isPending, type Order } from '@tollgate/order';
import { refusal } from '../validation/field-error.js';

export interface VoidCommand {
  readonly reason?: string | undefined;
}

/** Why there is nothing to give up. */
const refusalOf = ({ payment }: Order): Error => {
  const pending = payment.operations.filter(isPending);
  if (pending.some(({ kind }) => kind === 'void')) return refusal('void_pending');
  const done = payment.operations.filter(({ state }) => state === 'succeeded');
  if (authorizationOf(payment)?.expired !== undefined) return refusal('authorization_expired');
  if (done.some(({ kind }) => kind === 'void')) return refusal('already_voided');
  return refusal(done.some(({ kind }) => kind === 'capture') ? 'nothing_to_void' : 'not_authorized');
};

/** Asks to give up what is authorized and not captured: all of it, or what partial captures left. Throws DomainError `not_authorized`,
 *  `already_voided`, `nothing_to_void` (captured whole: refund it), `void_pending`, `capture_pending`, `authorization_expired`. */
export const requestVoid = (order: Order, { reason = '' }: VoidCommand): readonly OrderEvent[] => {
  const isCapturing = order.payment.operations.some((one) => one.kind === 'capture' && isPending(one));
  if (isCapturing) throw refusal('capture_pending');
  const { capturable } = balance(order.payment, order.placed.currency);
  if (capturable.minor <= 0n) throw refusalOf(order);
  return [newEvent('VoidRequested', { amount: capturable, reason })];
};
