import type { RecordedEvent } from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import type { Money } from '@tollgate/money';
import { type Operation, type Order, operationOf, type Payment } from '@tollgate/order';
import type { Effect, Loaded, PreparedEffect } from '@tollgate/order-log';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import type { CardProcessor, ProcessorResult } from '../processors/card-processor.js';
import { operationRequestOf, type Repetition } from '../processors/processor-request.js';
import { isHeldUp, leftToCapture } from './left-to-capture.js';
import type { OperationAnswer, OperationDecisions } from './operation-answer.js';

/** How far the sending of an operation has come. */
export interface SendingWork {
  readonly id: string;
  /** How often it was sent by those who have come to their end since; 0 where another one may be at it: it is sent again only once it is
   *  orphaned. Undefined for whoever must not send it again: that is for due work, whose lease only one replica has. */
  readonly sentCount: number | undefined;
  readonly clock: Clock;
  /** Told whenever it leaves, with how often that was. */
  readonly onSent: (count: number) => void;
}

/** One operation on its way to its processor. */
export interface OperationWork extends SendingWork {
  readonly decisions: OperationDecisions;
  /** The processor that holds the authorization. Throws TransientError where it cannot be asked now. */
  readonly processorOf: (order: Order) => CardProcessor;
}

/** A capture, void or refund: unlike an authorization it may be sent again, as a repetition, and counts once. So an open intent is sent
 *  again, and an unknown outcome records nothing: whoever performs it sees to it that it is performed again. */
export const operationEffect = (work: OperationWork): Effect<Order, OperationAnswer> => ({
  name: work.decisions.kind,
  key: work.id,
  progress: ({ payment }) => operationProgress(payment, work.id),
  prepare: ({ state }) => prepare(work, state),
  resume: (loaded) => repeat(work, loaded),
  record: (order, answer) => work.decisions.record(order, work.id, answer),
});

export const operationProgress = (payment: Payment, id: string): 'due' | 'open' | 'done' => {
  const state = operationOf(payment, id)?.state;
  if (state === 'requested') return 'due';
  return state === 'submitted' ? 'open' : 'done';
};

/** It ends without having been sent. */
export const refused = (code: string): PreparedEffect<OperationAnswer> => ({
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
    const send = (): Promise<OperationAnswer> => {
      work.onSent(1);
      return submit();
    };
    return { intent: work.decisions.submit(order, work.id, reference), send };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code);
    throw error;
  }
};

const repeat = async (work: OperationWork, { state: order, events }: Loaded<Order>): Promise<OperationAnswer> => {
  const operation = operationOf(order.payment, work.id);
  if (operation === undefined) throw new TransientError(`operation ${work.id} is not there yet`);
  const attempts = attemptsBefore(work, events);
  const repeats = { reference: operation.reference, attempts };
  const { submit } = await prepared(work.processorOf(order), { order, operation, repeats });
  work.onSent(attempts + 1);
  return submit();
};

/** How often it was sent before, for whoever may send it again now. Throws MaybeUnderWay where nobody may. */
export const attemptsBefore = (work: SendingWork, events: readonly RecordedEvent[]): number => {
  const leftMs = msToOrphaned(work, events);
  if (work.sentCount === undefined || (work.sentCount === 0 && leftMs > 0)) throw new MaybeUnderWay(Math.max(leftMs, 0));
  return Math.max(work.sentCount, 1);
};

/** Another replica may be waiting for the answer, for so many milliseconds yet. */
export class MaybeUnderWay extends TransientError {
  constructor(readonly leftMs: number) {
    super('another replica may be waiting for the processor');
  }
}

const SUBMITTED: readonly string[] = ['CaptureSubmitted', 'VoidSubmitted', 'RefundSubmitted', 'CreditSubmitted'];

const msToOrphaned = ({ id, clock }: SendingWork, events: readonly RecordedEvent[]): number => {
  const intent = events.findLast(
    ({ type, data }) => SUBMITTED.includes(type) && (data as { operation?: string }).operation === id,
  );
  return Date.parse(intent?.header.occurredAt ?? '') + ORPHANED_AFTER_MS - clock.now().getTime();
};

interface Asking {
  readonly order: Order;
  readonly operation: Operation;
  readonly repeats?: Repetition;
}

/** A void gives up what is left when it is its turn; a capture that takes all of that is the last one. */
const asOfNow = (operation: Operation, left: Money): Operation => {
  if (operation.kind === 'void') return operation.state === 'requested' ? { ...operation, amount: left } : operation;
  return operation.kind === 'capture' && operation.amount.minor === left.minor ? { ...operation, isFinal: true } : operation;
};

const prepared = async (processor: CardProcessor, { order, operation, repeats }: Asking) => {
  const request = await processor.prepare(operationRequestOf(order, asOfNow(operation, leftToCapture(order)), repeats));
  return { reference: request.reference, submit: async () => answerOf(await request.submit()) };
};

export const answerOf = (result: ProcessorResult): OperationAnswer => {
  if (result.outcome === 'approved') {
    const { reference, releasedRest } = result;
    return { outcome: 'approved', ...(reference && { reference }), ...(releasedRest && { releasedRest }) };
  }
  return result.outcome === 'declined' ? { outcome: 'declined', code: result.code, networkCode: result.networkCode } : result;
};
