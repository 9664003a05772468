import type { OrderEvent } from '@tollgate/contracts';
import { isPending, type Operation, type Order, operationOf } from '@tollgate/order';
import type { OperationAnswer } from './operation-answer.js';

type Declined = Extract<OperationAnswer, { outcome: 'declined' }>;
type Approved = Extract<OperationAnswer, { outcome: 'approved' }>;

/** How an operation of one kind ends. */
export interface Ends {
  failed(failure: { readonly operation: string } & Pick<Declined, 'code' | 'networkCode'>): OrderEvent;
  /** `reference`: where the processor names the operation only now. */
  done(operation: Operation, reference: Pick<Approved, 'reference'>, answer: Approved): OrderEvent;
}

/** Records what the processor said of an operation. Answers [] while its outcome is unknown, and when it has one. */
export const settleOperation = (
  order: Order,
  { id, answer }: { readonly id: string; readonly answer: OperationAnswer },
  { failed, done }: Ends,
): readonly OrderEvent[] => {
  const operation = operationOf(order.payment, id);
  if (operation === undefined || !isPending(operation) || answer.outcome === 'unknown') return [];
  if (answer.outcome === 'declined') {
    const { code, networkCode } = answer;
    return [failed({ operation: id, code, networkCode })];
  }
  const { reference } = answer;
  return [done(operation, reference === undefined ? {} : { reference }, answer)];
};
