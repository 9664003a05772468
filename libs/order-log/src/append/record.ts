import { hash } from 'node:crypto';
import { encodeData, eventKinds, headerOf, type NewEvent, type RecordedEvent, type Stream, streamFor } from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { invariant } from '@tollgate/errors';
import type { AppendRequest } from './append-request.js';

/** SHA-256(previous hash ‖ header ‖ data), hexadecimal; the texts as UTF-8. */
export const hashOf = (previousHash: string, headerText: string, dataText: string): string => {
  const texts = headerText + dataText;
  const bytes = Buffer.allocUnsafe(32 + Buffer.byteLength(texts));
  bytes.write(previousHash, 0, 32, 'hex');
  bytes.write(texts, 32, 'utf8');
  return hash('sha256', bytes, 'hex');
};

/** Who records, and when. */
export interface Recorder {
  readonly service: string;
  readonly clock: () => Date;
}

/** The stream that all these events go to; a defect where they are not the service's own, or of several streams. */
const streamOfEvents = (events: readonly NewEvent[], service: string): Stream | undefined => {
  const streams = new Set(
    events.map(({ type }) => {
      const stream = streamFor(type, service);
      invariant(stream !== undefined, `${type} is not ${service}'s to append`);
      return stream;
    }),
  );
  invariant(streams.size <= 1, 'one append writes to one stream');
  return [...streams][0];
};

/** The request's events as they will lie in the log: serialized once, chained by their hashes. */
export const record = (request: AppendRequest, { service, clock }: Recorder): readonly RecordedEvent[] => {
  const { subject, merchant, mode, causation, correlation, traceparent, on } = request;
  const stream = streamOfEvents(request.events, service);
  if (stream === undefined) return [];
  invariant(request.previousHash.length === 64, 'an event builds on the hash of another');
  const occurredAt = request.occurredAt ?? clock().toISOString();
  const actor = on === undefined ? { service } : { service, on };
  const shared = {
    subject,
    stream,
    merchant,
    mode,
    occurredAt,
    causation,
    correlation,
    ...(traceparent === undefined ? {} : { traceparent }),
    actor,
  };
  let { previousHash, expectedVersion: version } = request;
  return request.events.map((event) => {
    invariant(eventKinds[event.type].subject === subject.kind, `${event.type} is no event of a ${subject.kind}`);
    version += 1;
    const header = headerOf(event, { id: newId(), version, ...shared });
    const headerText = JSON.stringify(header);
    const dataText = encodeData(event);
    previousHash = hashOf(previousHash, headerText, dataText);
    return { type: event.type, data: event.data, header, headerText, dataText, hash: previousHash } as RecordedEvent;
  });
};
