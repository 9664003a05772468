import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { TraceNumbers } from './trace-numbers.js';

/** Records that the acquirer acknowledged the reversal, the last of so many attempts: nothing is live any more.
 *  Answers [] when that is recorded, or when the order was not timed out. */
export const recordReversal = (order: Order, trace: TraceNumbers, attempts: number): readonly OrderEvent[] => {
  const { timedOut, reversed } = order.payment;
  if (timedOut === undefined || reversed !== undefined) return [];
  return [newEvent('AuthorizationReversed', { trace, attempts })];
};
