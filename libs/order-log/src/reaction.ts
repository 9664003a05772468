import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { invariant, TransientError } from '@tollgate/errors';
import { fold, type Head } from '@tollgate/order';
import type { Appended, AppendRequest, Cause } from './append-request.js';
import { type DecideEvents, IdempotencyConflict } from './order-log.js';
import { streamOf } from './record.js';

/** An order's events, and where the service's own stream stands (events of a later release counted). */
export interface History {
  readonly events: readonly RecordedEvent[];
  readonly ownHead: Head | undefined;
}

/** What the two ways of reacting need of a log. */
export interface ReactiveLog {
  readonly service: string;
  append(request: AppendRequest): Promise<Appended>;
  history(order: string): Promise<History>;
  /** Publishes what is committed once more. */
  republish(events: readonly RecordedEvent[]): Promise<void>;
}

/** So many lost races in a row mean that something else is wrong. */
const maxAttempts = 50;

const causedBy = ({ events }: History, service: string, { id, appends }: Cause): readonly RecordedEvent[] => {
  const stream = streamOf(service);
  return events.filter(
    ({ type, header }) => header.causation === id && header.stream === stream && (appends === undefined || type === appends),
  );
};

const appendRequestOf = (history: History, cause: Cause, events: readonly OrderEvent[]): AppendRequest => {
  const [first] = history.events;
  invariant(first !== undefined, 'an request follows others of its order');
  const { order, merchant, mode } = first.header;
  return {
    order,
    merchant,
    mode,
    events,
    expectedVersion: history.ownHead?.version ?? 0,
    previousHash: history.ownHead?.hash ?? cause.hash,
    causation: cause.id,
    correlation: cause.correlation,
    traceparent: cause.traceparent,
    idempotencyRecord: cause.idempotencyRecord,
  };
};

/** See OrderLog.decide. */
export const decide = async (
  log: ReactiveLog,
  { order, cause }: { readonly order: string; readonly cause: Cause },
  decision: DecideEvents,
): Promise<readonly RecordedEvent[]> => {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const history = await log.history(order);
    const recorded = causedBy(history, log.service, cause);
    if (recorded.length > 0) {
      await log.republish(recorded);
      return recorded;
    }
    const state = fold(history.events);
    invariant(state !== undefined, `order ${order} is in the log before anyone decides about it`);
    const decided = decision(state);
    if (decided.length === 0) return [];
    const appended = await log.append(appendRequestOf(history, cause, decided));
    if (appended.outcome === 'appended') return appended.events;
    if (appended.outcome === 'key_taken') throw new IdempotencyConflict('the idempotency key is taken');
  }
  throw new TransientError(`order ${order} changed ${maxAttempts} times while it was decided about`);
};

/** See OrderLog.startStream. */
export const startStream = async (
  log: ReactiveLog,
  cause: RecordedEvent,
  { events, traceparent }: { readonly events: readonly OrderEvent[]; readonly traceparent: string | undefined },
): Promise<readonly RecordedEvent[]> => {
  const { id, order, merchant, mode, correlation } = cause.header;
  const appended = await log.append({
    order,
    merchant,
    mode,
    events,
    expectedVersion: 0,
    previousHash: cause.hash,
    causation: id,
    correlation,
    traceparent: traceparent ?? cause.header.traceparent,
  });
  if (appended.outcome === 'appended') return appended.events;
  const recorded = causedBy(await log.history(order), log.service, { id, hash: cause.hash, correlation });
  invariant(recorded.length > 0, `the stream of ${log.service} in order ${order} began with another event than ${id}`);
  await log.republish(recorded);
  return recorded;
};
