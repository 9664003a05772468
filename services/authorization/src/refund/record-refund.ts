import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { isPending, type Order, operationOf } from '@tollgate/order';
import type { OperationAnswer } from '../operations/operation-answer.js';

/** Records what the processor said of a refund. Answers [] while its outcome is unknown, and when it has one. */
export const recordRefund = (order: Order, id: string, answer: OperationAnswer): readonly OrderEvent[] => {
  const operation = operationOf(order.payment, id);
  if (operation === undefined || !isPending(operation) || answer.outcome === 'unknown') return [];
  if (answer.outcome === 'declined') {
    const { code, networkCode } = answer;
    return [newEvent('RefundFailed', { operation: id, code, networkCode })];
  }
  const { reference } = answer;
  return [newEvent('PaymentRefunded', { operation: id, amount: operation.amount, ...(reference && { reference }) })];
};
