import { DomainError, TransientError } from '@tollgate/errors';
import { type Operation, type Order, operationOf } from '@tollgate/order';
import type { Effect, PreparedEffect } from '@tollgate/order-log';
import type { CardProcessor, ProcessorResult } from '../processors/card-processor.js';
import { operationRequestOf, type Repetition } from '../processors/processor-request.js';
import { isHeldUp, leftToCapture } from './left-to-capture.js';
import type { OperationAnswer, OperationDecisions } from './operation-answer.js';

/** One operation on its way to its processor. */
export interface OperationWork {
  readonly id: string;
  readonly decisions: OperationDecisions;
  /** How often it was sent before. */
  readonly attempts: number;
  /** The processor that holds the authorization. Throws TransientError where it cannot be asked now. */
  readonly processorOf: (order: Order) => CardProcessor;
}

/** A capture, void or refund: unlike an authorization it may be sent again, as a repetition, and counts once. So an open intent is sent
 *  again, and an unknown outcome records nothing: whoever performs it sees to it that it is performed again. */
export const operationEffect = (work: OperationWork): Effect<Order, OperationAnswer> => ({
  name: work.decisions.kind,
  key: work.id,
  progress: ({ payment }) => {
    const state = operationOf(payment, work.id)?.state;
    if (state === 'requested') return 'due';
    return state === 'submitted' ? 'open' : 'done';
  },
  prepare: ({ state }) => prepare(work, state),
  resume: ({ state }) => repeat(work, state),
  record: (order, answer) => work.decisions.record(order, work.id, answer),
});

const refused = (code: string): PreparedEffect<OperationAnswer> => ({
  intent: [],
  send: async () => ({ outcome: 'declined', code, networkCode: '' }),
});

const prepare = async (work: OperationWork, order: Order): Promise<PreparedEffect<OperationAnswer> | undefined> => {
  const operation = operationOf(order.payment, work.id);
  if (operation === undefined) return undefined;
  if (isHeldUp(order, operation)) throw new TransientError(`${operation.kind} ${work.id} waits for the one before it`);
  const code = work.decisions.refuse(order, operation);
  if (code !== undefined) return refused(code);
  const processor = work.processorOf(order);
  try {
    const { reference, submit } = await prepared(processor, { order, operation });
    return { intent: work.decisions.submit(order, work.id, reference), send: submit };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code);
    throw error;
  }
};

const repeat = async (work: OperationWork, order: Order): Promise<OperationAnswer> => {
  const operation = operationOf(order.payment, work.id);
  if (operation === undefined) throw new TransientError(`operation ${work.id} is not there yet`);
  const repeats = { reference: operation.reference, attempts: Math.max(work.attempts, 1) };
  const { submit } = await prepared(work.processorOf(order), { order, operation, repeats });
  return submit();
};

interface Asking {
  readonly order: Order;
  readonly operation: Operation;
  readonly repeats?: Repetition;
}

const prepared = async (processor: CardProcessor, { order, operation, repeats }: Asking) => {
  const isFirstVoid = operation.kind === 'void' && operation.state === 'requested';
  const asked = isFirstVoid ? { ...operation, amount: leftToCapture(order) } : operation;
  const request = await processor.prepare(operationRequestOf(order, asked, repeats));
  return { reference: request.reference, submit: async () => answerOf(await request.submit()) };
};

const answerOf = (result: ProcessorResult): OperationAnswer => {
  if (result.outcome === 'approved') return { outcome: 'approved', ...(result.reference && { reference: result.reference }) };
  return result.outcome === 'declined' ? { outcome: 'declined', code: result.code, networkCode: result.networkCode } : result;
};
