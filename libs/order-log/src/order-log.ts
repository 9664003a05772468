import type { NewEvent, RecordedEvent } from '@tollgate/contracts';
import type { Head, SubjectFold } from '@tollgate/order';
import type {
  Appended,
  AppendRequest,
  Cause,
  FoundIdempotencyRecord,
  IdempotencyKey,
  OrderKey,
} from './append/append-request.js';

/** What a service decides of a subject: pure, and run again on every conflict. */
export type DecideEvents<S> = (state: S) => readonly NewEvent[];

/** What a decision is about. Merchant and mode are needed only where the subject may have no events yet. */
export interface Target<S> {
  readonly fold: SubjectFold<S>;
  /** uuid */
  readonly id: string;
  readonly merchant?: string | undefined;
  readonly mode?: 'test' | 'live' | undefined;
}

/** A subject as its events tell it. */
export interface Loaded<S> {
  readonly state: S;
  readonly events: readonly RecordedEvent[];
  /** How far each stream has come, events of a later release counted. */
  readonly heads: Readonly<Record<string, Head>>;
}

/** An order's events, with what opens its personal data. */
export interface HistoryWithKey extends Pick<Loaded<unknown>, 'events' | 'heads'> {
  /** Undefined once the customer was forgotten. */
  readonly key: OrderKey | undefined;
}

export interface TailPage {
  /** By (epoch, transaction, position): a subject's stream is in order of version. */
  readonly events: readonly (RecordedEvent & { readonly position: bigint })[];
  /** Where the next page begins; opaque. Moves also over events of a later release, which are left out. */
  readonly cursor: string;
}

/** The event log as one service sees it: the record of every order and of everything else that happened. Postgres holds
 *  it; a twin in memory stands in for tests. */
export interface OrderLog {
  /** The appender's name, e.g. `authorization`. */
  readonly service: string;

  /** Resolves after the commit and after the bus took every event, or did not within its time: then they are offered to it until it does.
   *  At the commit where the request says `answersAtCommit`. Throws TransientError when the log is out of reach: nothing
   *  is known to be appended. */
  append(request: AppendRequest): Promise<Appended>;

  /** The subject's whole history by position; empty for an unknown one. Reads asked for together go out as one
   *  statement. */
  read(subject: string): Promise<readonly RecordedEvent[]>;

  /** The same with the heads to append after and the key of an order's personal data. For ingress and notifications
   *  alone. */
  readWithKey(order: string): Promise<HistoryWithKey>;

  /** The subject and the events that tell it. Throws TransientError; a subject that is not there is a defect. */
  load<S>(target: Target<S>): Promise<Loaded<S>>;

  /** Loads, folds, decides, appends to the service's own stream, and again on a conflict. Answers what was appended, []
   *  when nothing was decided. A redelivered cause, whose events are there, is answered by them, published once more,
   *  without a decision. Throws IdempotencyConflict when one of the cause's keys is taken. */
  decide<S>(target: Target<S>, cause: Cause, decision: DecideEvents<S>): Promise<readonly RecordedEvent[]>;

  /** Appends version 1 of a stream of the service from the causing event alone, without a read. Redelivered, publishes
   *  what is there once more. `traceparent` is the span's that handles the event; its own unless given. */
  startStream(cause: RecordedEvent, events: readonly NewEvent[], traceparent?: string): Promise<readonly RecordedEvent[]>;

  /** Publishes committed events once more: for a redelivered cause that needs nothing else. */
  republish(events: readonly RecordedEvent[]): Promise<void>;

  /** The tail for projections: what follows the cursor, and nothing that could still be overtaken by an open
   *  transaction. */
  readAll(cursor: string | undefined, limit: number): Promise<TailPage>;

  /** What a merchant's key was used for. For ingress alone. */
  findIdempotencyRecord(key: IdempotencyKey): Promise<FoundIdempotencyRecord | undefined>;

  /** Ends what is under way and lets go of its connections. */
  close(): Promise<void>;
}

/** A key of the request was taken by a request that came earlier; `OrderLog.findIdempotencyRecord` tells which. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}
