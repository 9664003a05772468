import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { OperationAnswer } from '../operations/operation-answer.js';
import { settleOperation } from '../operations/settle-operation.js';

/** Records what the processor said of a credit. Answers [] while its outcome is unknown, and when it has one. */
export const recordCredit = (order: Order, id: string, answer: OperationAnswer): readonly OrderEvent[] =>
  settleOperation(
    order,
    { id, answer },
    {
      failed: (refusal) => newEvent('CreditDeclined', refusal),
      done: ({ amount }, reference) => {
        const isTold = (order.placed.screening?.email ?? '') !== '';
        return newEvent('CreditSettled', { operation: id, amount, ...reference, isTold });
      },
    },
  );
