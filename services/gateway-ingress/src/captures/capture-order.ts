import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { type Order } from '@tollgate/order';

/** The merchant wants the authorized amount. */
export interface CaptureCommand {
  /** Minor units of the order's currency; the whole amount unless given. */
  readonly amount?: number | undefined;
}

/** Asks for the capture of an authorized order, in full. Throws DomainError `already_captured`, `capture_pending` (asked for before), `not_authorized`,
 *  or `capture_amount_not_supported` for another amount than the authorized one: partial captures are not taken yet. */
export const captureOrder = (order: Order, { amount }: CaptureCommand): readonly OrderEvent[] => {
  const { authorized, captured } = order.payment;
  if (captured) throw new DomainError('already_captured');
  if (order.captureRequested) throw new DomainError('capture_pending');
  if (authorized?.amount === undefined || order.placed.type !== 'preauth') throw new DomainError('not_authorized');
  if (amount !== undefined && BigInt(amount) !== authorized.amount.minor) {
    throw new DomainError('capture_amount_not_supported', '/amount');
  }
  return [newEvent('CaptureRequested', { amount: authorized.amount })];
};
