import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { isPending, type Order, operationOf } from '@tollgate/order';
import type { OperationAnswer } from '../operations/operation-answer.js';

/** Records what the processor said of a void. Answers [] while its outcome is unknown, and when it has one. */
export const recordVoid = (order: Order, id: string, answer: OperationAnswer): readonly OrderEvent[] => {
  const operation = operationOf(order.payment, id);
  if (operation === undefined || !isPending(operation) || answer.outcome === 'unknown') return [];
  if (answer.outcome === 'declined') {
    const { code, networkCode } = answer;
    return [newEvent('VoidFailed', { operation: id, code, networkCode })];
  }
  const { reference } = answer;
  return [newEvent('PaymentVoided', { operation: id, amount: operation.amount, ...(reference && { reference }) })];
};
