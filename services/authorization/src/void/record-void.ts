import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { OperationAnswer } from '../operations/operation-answer.js';
import { type Ends, settleOperation } from '../operations/settle-operation.js';

const ends: Ends = {
  failed: (failure) => newEvent('VoidFailed', failure),
  done: ({ id, amount }, reference) => newEvent('PaymentVoided', { operation: id, amount, ...reference }),
};

/** Records what the processor said of a void. Answers [] while its outcome is unknown, and when it has one. */
export const recordVoid = (order: Order, id: string, answer: OperationAnswer): readonly OrderEvent[] =>
  settleOperation(order, { id, answer }, ends);
