import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { closedCodeOf, type Order, operationOf } from '@tollgate/order';
import { leftToCapture } from '../operations/left-to-capture.js';
import type { Submission } from '../operations/operation-answer.js';

/** Why a void is not sent; undefined where it is. */
export const refuseVoid = (order: Order): string | undefined => closedCodeOf(order, 'void');

/** Gives up what is left of an authorization, which may be more than when the void was asked for, where a capture failed meanwhile. The
 *  intent only. Answers [] when it was submitted already, or is refused: `recordVoid` says so then. */
export const submitVoid = (order: Order, id: string, { reference }: Pick<Submission, 'reference'>): readonly OrderEvent[] => {
  const operation = operationOf(order.payment, id);
  if (operation?.state !== 'requested' || refuseVoid(order) !== undefined) return [];
  return [newEvent('VoidSubmitted', { operation: id, amount: leftToCapture(order), ...(reference && { reference }) })];
};
