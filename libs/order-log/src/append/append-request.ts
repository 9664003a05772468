import type { NewEvent, RecordedEvent, Subject } from '@tollgate/contracts';

/** The data key of an order's personal data, wrapped; ingress inserts it with the order's first event. */
export interface OrderKey {
  /** `lookupHmac(key, merchant, 'customer', e-mail)`, hexadecimal: forgetting a customer finds their keys by it. */
  readonly customerId: string;
  /** From `sealPersonalData`. */
  readonly wrapped: Uint8Array;
}

/** A key that a merchant's request takes, in the same transaction as what the request appends: the Idempotency-Key of
 *  the request (scope `request`), the merchant's own order number where it is to be unique (scope `reference`), or a credit's turn among
 *  those of its currency (scope `credit`). */
export interface IdempotencyRecord {
  /** The record's id (uuid); of a request, also the causation of what is appended under it. */
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly scope: 'request' | 'reference' | 'credit';
  readonly key: string;
  /** Keyed HMAC of the request, hexadecimal, even in length. */
  readonly fingerprint: string;
  /** Only for requests that append nothing (a quote): the answer a repetition gets. Such a record goes with no
   *  events. */
  readonly answer?: string;
  /** Only for requests that append nothing: the order they were about. */
  readonly subject?: string;
}

/** What names an idempotency record. */
export type IdempotencyKey = Pick<IdempotencyRecord, 'merchant' | 'mode' | 'scope' | 'key'>;

/** An idempotency record as it lies in the log. */
export interface FoundIdempotencyRecord {
  readonly id: string;
  readonly fingerprint: string;
  /** The subject (uuid) that the request appended to; null where it appended nothing. */
  readonly subject: string | null;
  readonly answer?: string;
}

/** What one append call brings: the next events of one stream, all or nothing. */
export interface AppendRequest {
  readonly subject: Subject;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** All of one stream of the appender's own; they get the versions after `expectedVersion`. Empty only beside
   *  idempotency records. */
  readonly events: readonly NewEvent[];
  /** The version of the stream that the decision rests on; 0 for the first of a stream. */
  readonly expectedVersion: number;
  /** Hexadecimal: the hash of the stream's last event; for version 1 that of the causing event, or `noHash` where a
   *  command caused it. */
  readonly previousHash: string;
  /** uuid */
  readonly causation: string;
  readonly correlation: string;
  readonly traceparent?: string | undefined;
  /** The API key or user that acts through the service. */
  readonly on?: string | undefined;
  /** RFC 3339; the log's clock unless given. */
  readonly occurredAt?: string | undefined;
  readonly orderKey?: OrderKey | undefined;
  readonly idempotencyRecords?: readonly IdempotencyRecord[] | undefined;
  /** The events are CustomerForgotten: the data keys that they tell of are deleted in the same transaction. */
  readonly isForgetting?: boolean | undefined;
  /** Resolves at the commit, while the events are still on their way to the bus: for an intent, which must be durable
   *  before the outside is asked and which nobody else waits for. The watermark stays below it until the bus has taken
   *  it. */
  readonly answersAtCommit?: boolean;
}

/** What became of an append. */
export type Appended =
  /** Committed, and taken by the bus unless the request asked for no more than the commit. */
  | { readonly outcome: 'appended'; readonly events: readonly RecordedEvent[] }
  /** The version, or the causation with its type, was taken: nothing appended. */
  | { readonly outcome: 'conflict' }
  /** The idempotency key was taken: nothing appended. */
  | { readonly outcome: 'key_taken' };

/** Previous hash of a stream that a command begins, as OrderPlaced: 32 zero bytes. */
export const noHash = '0'.repeat(64);

/** What a decision follows from: an event, or a merchant's or customer's command. */
export interface Cause {
  /** The event's id; for a command the id (uuid) of its record. */
  readonly id: string;
  /** The event's hash, on which version 1 of a stream builds; empty for a command. */
  readonly hash: string;
  readonly correlation: string;
  readonly traceparent?: string | undefined;
  /** The API key or user that gave the command. */
  readonly on?: string | undefined;
  /** The one type asked for, where one id stands for several commands (an entitlement: DownloadStarted, later
   *  DownloadCompleted). Without it any event of that causation counts as the answer to a redelivered cause. */
  readonly appends?: NewEvent['type'] | undefined;
  /** The keys under which a merchant's command runs. */
  readonly idempotencyRecords?: readonly IdempotencyRecord[] | undefined;
  /** See `AppendRequest.isForgetting`. */
  readonly isForgetting?: boolean | undefined;
}

/** The cause that an event is. */
export const causeOf = ({ header, hash }: RecordedEvent): Cause => ({
  id: header.id,
  hash,
  correlation: header.correlation,
  traceparent: header.traceparent,
});

export interface PublishOptions {
  /** Names a copy that is to be taken though the bus had the event already. */
  readonly copy?: string | undefined;
  /** The caller keeps the event and offers it again: a bus that is full is not waited for. */
  readonly isKept?: boolean | undefined;
}

/** Puts an event on the bus; resolves when the bus has taken it (PubAck). */
export type Publish = (event: RecordedEvent, options?: PublishOptions) => Promise<void>;
