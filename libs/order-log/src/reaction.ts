import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { Fault, fold, type Head, invariant } from '@tollgate/order';
import type { Appended, Occurrence, Source } from './occurrence.js';
import { ClaimTaken, type DecideEvents } from './order-log.js';
import { streamOf } from './record.js';

/** An order's events, and where the service's own stream stands (events of a later release counted). */
export interface History {
  readonly events: readonly RecordedEvent[];
  readonly ownHead: Head | undefined;
}

/** What the two ways of reacting need of a log. */
export interface ReactiveLog {
  readonly service: string;
  append(occurrence: Occurrence): Promise<Appended>;
  history(order: string): Promise<History>;
  /** Publishes what is committed once more. */
  announceAgain(events: readonly RecordedEvent[]): Promise<void>;
}

/** So many lost races in a row mean that something else is wrong. */
const maxAttempts = 50;

const causedBy = ({ events }: History, service: string, { id, appends }: Source): readonly RecordedEvent[] => {
  const stream = streamOf(service);
  return events.filter(
    ({ type, header }) => header.causation === id && header.stream === stream && (appends === undefined || type === appends),
  );
};

const occurrenceOf = (history: History, source: Source, events: readonly OrderEvent[]): Occurrence => {
  const [first] = history.events;
  invariant(first !== undefined, 'an occurrence follows others of its order');
  const { order, merchant, mode } = first.header;
  return {
    order,
    merchant,
    mode,
    events,
    expectedVersion: history.ownHead?.version ?? 0,
    previousHash: history.ownHead?.hash ?? source.hash,
    causation: source.id,
    correlation: source.correlation,
    traceparent: source.traceparent,
    claim: source.claim,
  };
};

/** See OrderLog.decide. */
export const decide = async (
  log: ReactiveLog,
  { order, source }: { readonly order: string; readonly source: Source },
  decision: DecideEvents,
): Promise<readonly RecordedEvent[]> => {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const history = await log.history(order);
    const recorded = causedBy(history, log.service, source);
    if (recorded.length > 0) {
      await log.announceAgain(recorded);
      return recorded;
    }
    const state = fold(history.events);
    invariant(state !== undefined, `order ${order} is in the log before anyone decides about it`);
    const decided = decision(state);
    if (decided.length === 0) return [];
    const appended = await log.append(occurrenceOf(history, source, decided));
    if (appended.outcome === 'appended') return appended.events;
    if (appended.outcome === 'claimed') throw new ClaimTaken('the idempotency key is taken');
  }
  throw new Fault(`order ${order} changed ${maxAttempts} times while it was decided about`);
};

/** See OrderLog.appendFirst. */
export const appendFirst = async (
  log: ReactiveLog,
  source: RecordedEvent,
  { events, traceparent }: { readonly events: readonly OrderEvent[]; readonly traceparent: string | undefined },
): Promise<readonly RecordedEvent[]> => {
  const { id, order, merchant, mode, correlation } = source.header;
  const appended = await log.append({
    order,
    merchant,
    mode,
    events,
    expectedVersion: 0,
    previousHash: source.hash,
    causation: id,
    correlation,
    traceparent: traceparent ?? source.header.traceparent,
  });
  if (appended.outcome === 'appended') return appended.events;
  const recorded = causedBy(await log.history(order), log.service, { id, hash: source.hash, correlation });
  invariant(recorded.length > 0, `the stream of ${log.service} in order ${order} began with another event than ${id}`);
  await log.announceAgain(recorded);
  return recorded;
};
