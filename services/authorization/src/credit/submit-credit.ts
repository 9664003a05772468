import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { type Order, operationOf } from '@tollgate/order';
import type { Submission } from '../operations/operation-answer.js';

/** Gives money to a card without a sale before it. The intent only: it is durable before anything leaves. Answers [] when it was submitted
 *  already, or was refused. */
export const submitCredit = (order: Order, id: string, { reference, ...chosen }: Submission): readonly OrderEvent[] => {
  const credit = operationOf(order.payment, id);
  if (credit?.kind !== 'credit' || credit.state !== 'requested') return [];
  return [newEvent('CreditSubmitted', { operation: id, amount: credit.amount, ...chosen, ...(reference && { reference }) })];
};
