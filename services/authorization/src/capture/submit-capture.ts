import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { isMore } from '@tollgate/money';
import { closedCodeOf, type Operation, type Order, operationOf } from '@tollgate/order';
import { leftToCapture } from '../operations/left-to-capture.js';
import type { Submission } from '../operations/operation-answer.js';

/** Why a capture is not sent; undefined where it is. Besides the codes of a closed authorization: `amount_exceeds_capturable`. */
export const refuseCapture = (order: Order, { amount }: Operation): string | undefined =>
  closedCodeOf(order, 'capture') ?? (isMore(amount, leftToCapture(order)) ? 'amount_exceeds_capturable' : undefined);

/** Takes what the merchant asked for out of an authorized amount. The intent only: it is durable before anything leaves.
 *  Answers [] when it was submitted already, or is refused: `recordCapture` says so then. */
export const submitCapture = (order: Order, id: string, { reference }: Pick<Submission, 'reference'>): readonly OrderEvent[] => {
  const capture = operationOf(order.payment, id);
  if (capture?.state !== 'requested' || refuseCapture(order, capture) !== undefined) return [];
  return [newEvent('CaptureSubmitted', { operation: id, amount: capture.amount, ...(reference && { reference }) })];
};
