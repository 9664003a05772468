import { newEvent, type OrderEvent, type ProcessorReference } from '@tollgate/contracts';
import { authorizationOf, type Order } from '@tollgate/order';

/** A reversal that the processor acknowledged. */
export interface AcknowledgedReversal {
  readonly reference?: ProcessorReference | undefined;
  /** How often it was sent. */
  readonly attempts: number;
}

/** Records that the processor acknowledged the reversal: nothing of the authorization is live any more.
 *  Answers [] when that is recorded, or when the authorization's outcome is known. */
export const recordReversal = (order: Order, { reference, attempts }: AcknowledgedReversal): readonly OrderEvent[] => {
  const authorization = authorizationOf(order.payment);
  if (authorization?.state !== 'unknown') return [];
  return [newEvent('AuthorizationReversed', { operation: authorization.id, attempts, ...(reference && { reference }) })];
};
