import { hash } from 'node:crypto';
import { encodeData, eventKinds, headerOf, type OrderEvent, type RecordedEvent, type Stream } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import type { AppendRequest } from './append-request.js';
import { newId } from './new-id.js';

/** SHA-256(previous hash ‖ header ‖ data), hexadecimal; the texts as UTF-8. */
export const hashOf = (previousHash: string, headerText: string, dataText: string): string => {
  const texts = headerText + dataText;
  const bytes = Buffer.allocUnsafe(32 + Buffer.byteLength(texts));
  bytes.write(previousHash, 0, 32, 'hex');
  bytes.write(texts, 32, 'utf8');
  return hash('sha256', bytes, 'hex');
};

const ownStreams = new Map<string, Stream>(Object.values(eventKinds).map(({ appendedBy, stream }) => [appendedBy, stream]));

/** The stream that is the service's own; undefined for one that appends nothing. */
export const streamOf = (service: string): Stream | undefined => ownStreams.get(service);

/** Who records, and when. */
export interface Recorder {
  readonly service: string;
  readonly clock: () => Date;
}

/** The occurrence's events as they will lie in the log: serialized once, chained by their hashes. */
export const record = (request: AppendRequest, { service, clock }: Recorder): readonly RecordedEvent[] => {
  const { order, merchant, mode, causation, correlation, traceparent } = request;
  const occurredAt = request.occurredAt ?? clock().toISOString();
  let { previousHash, expectedVersion: version } = request;
  invariant(request.events.length === 0 || previousHash.length === 64, 'an event builds on the hash of another');
  return request.events.map((event: OrderEvent) => {
    invariant(eventKinds[event.type].appendedBy === service, `${event.type} is not ${service}'s to append`);
    version += 1;
    const trace = traceparent === undefined ? {} : { traceparent };
    const said = {
      id: newId(),
      order,
      version,
      merchant,
      mode,
      occurredAt,
      causation,
      correlation,
      ...trace,
      actor: service,
    };
    const header = headerOf(event, said);
    const headerText = JSON.stringify(header);
    const dataText = encodeData(event);
    previousHash = hashOf(previousHash, headerText, dataText);
    return { type: event.type, data: event.data, header, headerText, dataText, hash: previousHash } as RecordedEvent;
  });
};
