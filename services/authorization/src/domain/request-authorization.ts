import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { type Order } from '@tollgate/order';
import type { TraceNumbers } from './trace-numbers.js';

/** Asks the issuer for the priced total once fraud accepted the order: a sale takes it at once, a preauth holds it.
 *  The intent only: it is durable before the message leaves.
 *  Answers [] when the issuer was asked already, or when the order was rejected or is held: a redelivered message is harmless. */
export const requestAuthorization = (order: Order, trace: TraceNumbers): readonly OrderEvent[] => {
  const { requested, rejected } = order.payment;
  if (requested !== undefined || rejected !== undefined || order.fraud?.decision !== 'accept') return [];
  const amount = order.pricing?.total;
  invariant(amount !== undefined, 'an accepted order is priced');
  return [newEvent('AuthorizationRequested', { amount, trace, operation: order.placed.type === 'sale' ? 'sale' : 'authorize' })];
};
