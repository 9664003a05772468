import { type NewEvent, type RecordedEvent, streamFor, streamsOf } from '@tollgate/contracts';
import { invariant, TransientError } from '@tollgate/errors';
import type { Head } from '@tollgate/order';
import { type Appended, type AppendRequest, type Cause, noHash } from '../append/append-request.js';
import { type DecideEvents, IdempotencyConflict, type Loaded, type Target } from '../order-log.js';

/** A subject's events, and how far each of its streams has come (events of a later release counted). */
export interface History {
  readonly events: readonly RecordedEvent[];
  readonly heads: Readonly<Record<string, Head>>;
  /** Those of a later release, their data unread: what a replica of that release appended answers a redelivered cause as well. */
  readonly passedOver?: readonly RecordedEvent[];
}

/** What the ways of reacting need of a log. */
export interface ReactiveLog {
  readonly service: string;
  append(request: AppendRequest): Promise<Appended>;
  history(subject: string): Promise<History>;
  republish(events: readonly RecordedEvent[]): Promise<void>;
}

/** So many lost races in a row mean that something else is wrong. */
const maxAttempts = 50;

/** What a service appended because of a cause. */
export const causedBy = (
  events: readonly RecordedEvent[],
  service: string,
  { id, appends }: Pick<Cause, 'id' | 'appends'>,
): readonly RecordedEvent[] => {
  const own = new Set<string>(streamsOf(service).map(({ name }) => name));
  return events.filter(
    ({ type, header }) => header.causation === id && own.has(header.stream) && (appends === undefined || type === appends),
  );
};

/** What a redelivered cause has led to: the events that this release knows are the answer, all of them are published once more.
 *  Undefined where nothing followed from it yet. */
const answerTo = async (
  log: ReactiveLog,
  { events, passedOver = [] }: History,
  cause: Pick<Cause, 'id' | 'appends'>,
): Promise<readonly RecordedEvent[] | undefined> => {
  const known = causedBy(events, log.service, cause);
  const all = [...known, ...causedBy(passedOver, log.service, cause)];
  if (all.length === 0) return undefined;
  await log.republish(all);
  return known;
};

/** The state that the events tell; a subject that is not there is a defect of whoever asks. */
export const stateOf = <S>({ fold, id }: Target<S>, events: readonly RecordedEvent[]): S => {
  const state = fold.fold(events);
  invariant(state !== undefined, `${fold.kind} ${id} is in the log before anyone decides about it`);
  return state;
};

/** What version 1 of a stream builds on: the event of the subject that caused it; nothing where a command did, or an
 *  event of another subject, which nobody who checks this one has at hand. */
const foundationOf = ({ events }: History, cause: Cause): string =>
  events.some(({ header }) => header.id === cause.id) ? cause.hash : noHash;

/** The next events of a stream, after its head. */
export const appendRequestOf = <S>(
  { target, history, service }: { target: Target<S>; history: History; service: string },
  cause: Cause,
  events: readonly NewEvent[],
): AppendRequest => {
  const [first] = history.events;
  const [event] = events;
  invariant(event !== undefined, 'an append brings events');
  const merchant = first?.header.merchant ?? target.merchant;
  const mode = first?.header.mode ?? target.mode;
  invariant(merchant !== undefined && mode !== undefined, 'whoever writes the first event of a subject says whose it is');
  const head = history.heads[streamFor(event.type, service) ?? ''];
  const { id: causation, correlation, traceparent, on, idempotencyRecords, isForgetting } = cause;
  return {
    subject: { kind: target.fold.kind, id: target.id },
    merchant,
    mode,
    events,
    expectedVersion: head?.version ?? 0,
    previousHash: head?.hash ?? foundationOf(history, cause),
    causation,
    correlation,
    traceparent,
    on,
    idempotencyRecords,
    isForgetting,
  };
};

/** See OrderLog.load. */
export const load = async <S>(log: Pick<ReactiveLog, 'history'>, target: Target<S>): Promise<Loaded<S>> => {
  const { events, heads } = await log.history(target.id);
  return { state: stateOf(target, events), events, heads };
};

/** See OrderLog.decide. */
export const decide = async <S>(
  log: ReactiveLog,
  { target, cause }: { readonly target: Target<S>; readonly cause: Cause },
  decision: DecideEvents<S>,
): Promise<readonly RecordedEvent[]> => {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const history = await log.history(target.id);
    const recorded = await answerTo(log, history, cause);
    if (recorded !== undefined) return recorded;
    const decided = decision(stateOf(target, history.events));
    if (decided.length === 0) return [];
    const appended = await log.append(appendRequestOf({ target, history, service: log.service }, cause, decided));
    if (appended.outcome === 'appended') return appended.events;
    if (appended.outcome === 'key_taken') throw new IdempotencyConflict('the idempotency key is taken');
  }
  throw new TransientError(`${target.fold.kind} ${target.id} changed ${maxAttempts} times while it was decided about`);
};

/** See OrderLog.startStream. */
export const startStream = async (
  log: ReactiveLog,
  cause: RecordedEvent,
  { events, traceparent }: { readonly events: readonly NewEvent[]; readonly traceparent: string | undefined },
): Promise<readonly RecordedEvent[]> => {
  const { id, subject, merchant, mode, correlation } = cause.header;
  const appended = await log.append({
    subject,
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
  const recorded = await answerTo(log, await log.history(subject.id), { id });
  invariant(
    recorded !== undefined,
    `the stream of ${log.service} in ${subject.kind} ${subject.id} began with another event than ${id}`,
  );
  return recorded;
};
