import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { add } from '@tollgate/money';
import { balance, type Operation, type Order } from '@tollgate/order';
import type { OperationAnswer } from '../operations/operation-answer.js';
import { settleOperation } from '../operations/settle-operation.js';
import { type Deliverables, openDeliverables } from './deliverables.js';

/** Records what the processor said of a capture. One with which the processor released the rest is final, whatever was asked. The one that
 *  completes the payment makes every online line deliverable.
 *  Answers [] while its outcome is unknown, and when it has one. */
export const recordCapture = (order: Order, id: string, answer: OperationAnswer): readonly OrderEvent[] =>
  settleOperation(
    order,
    { id, answer },
    {
      failed: (failure) => newEvent('CaptureFailed', failure),
      done: (capture, reference, { releasedRest = false }) => {
        const { amount } = capture;
        const isFinal = capture.isFinal === true || releasedRest;
        const deliverables = [...deliverablesOf(order, { amount, isFinal })];
        return newEvent('PaymentCaptured', { operation: id, amount, isFinal, deliverables, ...reference });
      },
    },
  );

/** The payment is complete with a capture that brings it to the order's total, or with the last one that the merchant means to ask for. */
const deliverablesOf = (order: Order, { amount, isFinal }: Pick<Operation, 'amount' | 'isFinal'>): Deliverables => {
  const { captured } = balance(order.payment, order.placed.currency);
  const isComplete = isFinal === true || add(captured, amount).minor === order.pricing?.total?.minor;
  return isComplete ? openDeliverables(order) : [];
};
