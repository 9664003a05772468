import { newEvent, type OrderEvent, type ProcessorReference } from '@tollgate/contracts';
import { type Order, operationOf } from '@tollgate/order';
import { closedCodeOf, leftToCapture } from '../operations/left-to-capture.js';

/** Why a void is not sent; undefined where it is. Besides the codes of a closed authorization: `nothing_to_void`. */
export const refuseVoid = (order: Order): string | undefined =>
  closedCodeOf(order) ?? (leftToCapture(order).minor > 0n ? undefined : 'nothing_to_void');

/** Gives up what is left of an authorization, which may be more than when the void was asked for, where a capture failed meanwhile. The
 *  intent only. Answers [] when it was submitted already, or is refused: `recordVoid` says so then. */
export const submitVoid = (order: Order, id: string, reference?: ProcessorReference): readonly OrderEvent[] => {
  const operation = operationOf(order.payment, id);
  if (operation?.state !== 'requested' || refuseVoid(order) !== undefined) return [];
  return [newEvent('VoidSubmitted', { operation: id, amount: leftToCapture(order), ...(reference && { reference }) })];
};
