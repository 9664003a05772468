import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import type { Appended, AppendRequest, Cause, FoundIdempotencyRecord, OrderKey } from './append-request.js';

/** What a service decides of an order: pure, and run again on every conflict. */
export type DecideEvents = (order: Order) => readonly OrderEvent[];

export interface TailPage {
  /** By (transaction, position): an order's stream is in order of version. */
  readonly events: readonly (RecordedEvent & { readonly position: bigint })[];
  /** Where the next page begins; opaque. Moves also over events of a later release, which are left out. */
  readonly cursor: string;
}

/** The order event log as one service sees it: the record of every order. Postgres holds it; a twin in memory stands in for tests. */
export interface OrderLog {
  /** Resolves after the commit and after the bus took every event. Throws TransientError when the log is out of reach (nothing is known to be appended)
   *  or the bus is (the commit stands): the caller leaves its source unacknowledged, and the redelivery publishes again what is there. */
  append(request: AppendRequest): Promise<Appended>;

  /** The order's whole history by position; empty for an unknown order. Reads asked for together go out as one statement. */
  read(order: string): Promise<readonly RecordedEvent[]>;

  /** The same with the key of its personal data, undefined once the customer was forgotten. For ingress and notifications alone. */
  readWithKey(order: string): Promise<{ readonly events: readonly RecordedEvent[]; readonly key: OrderKey | undefined }>;

  /** Loads, folds, decides, appends to the service's own stream, and again on a conflict. Answers what was appended, [] when nothing was decided.
   *  A redelivered source, whose events are there, is answered by them, published once more, without a decision.
   *  Throws IdempotencyConflict when the source's idempotency key is taken. */
  decide(order: string, cause: Cause, decision: DecideEvents): Promise<readonly RecordedEvent[]>;

  /** Appends version 1 of the service's stream from the causing event alone, without a read. Redelivered, publishes what is there once more.
   *  `traceparent` is the span's that handles the event; its own unless given. */
  startStream(cause: RecordedEvent, events: readonly OrderEvent[], traceparent?: string): Promise<readonly RecordedEvent[]>;

  /** The tail for projections: what follows the cursor, and nothing that could still be overtaken by an open transaction. */
  readAll(cursor: string | undefined, limit: number): Promise<TailPage>;

  /** What a merchant's idempotency key was used for. For ingress alone. */
  findIdempotencyRecord(merchant: string, mode: 'test' | 'live', key: string): Promise<FoundIdempotencyRecord | undefined>;

  /** Ends what is under way and lets go of its connections. */
  close(): Promise<void>;
}

/** The idempotency key was taken by a request that came earlier; `OrderLog.findIdempotencyRecord` tells which. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
}
