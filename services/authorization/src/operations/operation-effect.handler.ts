import type { RecordedEvent } from '@tollgate/contracts';
import { type Clock, DomainError, TransientError } from '@tollgate/errors';
import { type Operation, type Order, operationOf } from '@tollgate/order';
import type { Effect, Loaded, PreparedEffect } from '@tollgate/order-log';
import { ORPHANED_AFTER_MS } from '../authorize/authorize-effect.handler.js';
import type { CardProcessor, PreparedRequest, ProcessorRequest, ProcessorResult } from '../processors/card-processor.js';
import type { Repetition } from '../processors/processor-request.js';
import { isHeldUp } from './left-to-capture.js';
import type { OperationAnswer, OperationDecisions } from './operation-answer.js';

/** One operation on its way to its processor. */
export interface OperationWork {
  readonly id: string;
  readonly decisions: OperationDecisions;
  readonly asking: OperationAsking;
  /** How often it was sent by those who have come to their end since; 0 where another one may be at it: it is sent again only once it is
   *  orphaned. Undefined for whoever must not send it again: that is for due work, whose lease only one replica has. */
  readonly sentCount: number | undefined;
  readonly clock: Clock;
  /** Told whenever it leaves, with how often that was. */
  readonly onSent: (count: number) => void;
}

/** Who is asked for an operation, and how: all of the way to a processor in which one kind differs from another. */
export interface OperationAsking {
  /** DomainError where none takes it, TransientError where it cannot be told now. */
  route(order: Order, operation: Operation): Promise<OperationRoute>;
  /** DomainError where it cannot be asked for. A repetition says what the first request said. */
  request(order: Order, operation: Operation, repeats?: Repetition): Promise<ProcessorRequest>;
}

export interface OperationRoute {
  readonly processor: CardProcessor;
  /** Of one that chooses its processor: the version of the merchant's processor settings that chose; 0: the defaults. */
  readonly settingsVersion: number;
}

/** A capture, void, refund or credit: unlike an authorization it may be sent again, as a repetition, and counts once. So an open intent is
 *  sent again, and an unknown outcome records nothing: whoever performs it sees to it that it is performed again. It is never reversed: that
 *  might take back what another replica was just told is done. */
export const operationEffect = (work: OperationWork): Effect<Order, OperationAnswer> => ({
  name: work.decisions.kind,
  key: work.id,
  progress: ({ payment }) => {
    const state = operationOf(payment, work.id)?.state;
    if (state === 'requested') return 'due';
    return state === 'submitted' ? 'open' : 'done';
  },
  prepare: ({ state }) => prepare(work, state),
  resume: (loaded) => repeat(work, loaded),
  record: (order, answer) => work.decisions.record(order, work.id, answer),
});

const prepare = async (work: OperationWork, order: Order): Promise<PreparedEffect<OperationAnswer> | undefined> => {
  const operation = operationOf(order.payment, work.id);
  if (operation === undefined) return undefined;
  if (isHeldUp(order, operation)) throw new TransientError(`${operation.kind} ${work.id} waits for the one before it`);
  const code = work.decisions.refuse(order, operation);
  if (code !== undefined) return refused(code);
  try {
    const { processor, settingsVersion, reference, submit } = await asked(work, { order, operation });
    const submission = { processor: processor.name, settingsVersion, reference };
    return { intent: work.decisions.submit(order, work.id, submission), send: () => sent(work, 1, submit) };
  } catch (error) {
    if (error instanceof DomainError) return refused(error.code);
    throw error;
  }
};

/** It ends without having been sent. */
const refused = (code: string): PreparedEffect<OperationAnswer> => ({
  intent: [],
  send: async () => ({ outcome: 'declined', code, networkCode: '' }),
});

const repeat = async (work: OperationWork, { state: order, events }: Loaded<Order>): Promise<OperationAnswer> => {
  const operation = operationOf(order.payment, work.id);
  if (operation === undefined) throw new TransientError(`operation ${work.id} is not there yet`);
  const attempts = attemptsBefore(work, events);
  const { submit } = await asked(work, { order, operation, repeats: { reference: operation.reference, attempts } });
  return sent(work, attempts + 1, submit);
};

interface Asked {
  readonly order: Order;
  readonly operation: Operation;
  readonly repeats?: Repetition;
}

const asked = async (
  { asking }: OperationWork,
  { order, operation, repeats }: Asked,
): Promise<OperationRoute & PreparedRequest> => {
  const { processor, settingsVersion } = await asking.route(order, operation);
  if (!processor.isReady) throw new TransientError(`the processor ${processor.name} is down`);
  const { reference, submit } = await processor.prepare(await asking.request(order, operation, repeats));
  return { processor, settingsVersion, reference, submit };
};

const sent = async (work: OperationWork, count: number, submit: PreparedRequest['submit']): Promise<OperationAnswer> => {
  work.onSent(count);
  return answerOf(await submit());
};

/** How often it was sent before, for whoever may send it again now. Throws MaybeUnderWay where nobody may. */
const attemptsBefore = (work: OperationWork, events: readonly RecordedEvent[]): number => {
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

const msToOrphaned = ({ id, clock }: OperationWork, events: readonly RecordedEvent[]): number => {
  const intent = events.findLast(
    ({ type, data }) => SUBMITTED.includes(type) && (data as { operation?: string }).operation === id,
  );
  return Date.parse(intent?.header.occurredAt ?? '') + ORPHANED_AFTER_MS - clock.now().getTime();
};

const answerOf = (result: ProcessorResult): OperationAnswer => {
  if (result.outcome === 'approved') {
    const { reference, releasedRest } = result;
    return { outcome: 'approved', ...(reference && { reference }), ...(releasedRest && { releasedRest }) };
  }
  return result.outcome === 'declined' ? { outcome: 'declined', code: result.code, networkCode: result.networkCode } : result;
};
