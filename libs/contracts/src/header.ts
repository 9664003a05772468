import { type EventType, eventKinds, type NewEvent, type Stream, type SubjectKind } from './catalogue.js';

/** What an event is about. */
export interface Subject {
  readonly kind: SubjectKind;
  /** uuid */
  readonly id: string;
}

/** Who appended an event. */
export interface Actor {
  readonly service: string;
  /** The API key or user that acted through the service, e.g. `key_018f…`; absent where nobody did. */
  readonly on?: string;
}

/** What is said of every event beside its data. Its JSON text is hashed, stored and published as it was first written. */
export interface EventHeader {
  /** The event's own id (UUIDv7). */
  readonly id: string;
  readonly subject: Subject;
  readonly stream: Stream;
  /** Gapless from 1 in its stream. */
  readonly version: number;
  readonly type: EventType;
  readonly schema: number;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** RFC 3339, UTC, from the appender's clock. Decides nothing; order is by version. */
  readonly occurredAt: string;
  /** The event (or merchant's command) that this one follows from (uuid). */
  readonly causation: string;
  /** The same for all that came of one merchant's request. */
  readonly correlation: string;
  /** W3C trace context; absent when the request is not traced. */
  readonly traceparent?: string;
  readonly actor: Actor;
}

/** The header of a new event, its fields always in the same order. */
export const headerOf = (event: NewEvent, rest: Omit<EventHeader, 'type' | 'schema'>): EventHeader => {
  const { id, subject, stream, version, merchant, mode, occurredAt, causation, correlation, traceparent, actor } = rest;
  return {
    id,
    subject: { kind: subject.kind, id: subject.id },
    stream,
    version,
    type: event.type,
    schema: eventKinds[event.type].schema,
    merchant,
    mode,
    occurredAt,
    causation,
    correlation,
    ...(traceparent === undefined ? {} : { traceparent }),
    actor,
  };
};

/** A text in which nothing is escaped. */
const text = '"([^"\\\\\\x00-\\x1f]*)"';
const count = '(0|[1-9]\\d*)';

/** A header as `headerOf` and JSON.stringify write it: its fields in their order, without a blank. */
const written = new RegExp(
  [
    `^\\{"id":${text}`,
    `"subject":\\{"kind":${text},"id":${text}\\}`,
    `"stream":${text}`,
    `"version":${count}`,
    `"type":${text}`,
    `"schema":${count}`,
    `"merchant":${text}`,
    `"mode":${text}`,
    `"occurredAt":${text}`,
    `"causation":${text}`,
    `"correlation":${text}(?:,"traceparent":${text})?`,
    `"actor":\\{"service":${text}(?:,"on":${text})?\\}\\}$`,
  ].join(','),
);

/** Reads a header's text: by one expression where it is as this release writes it, in a third of the time that JSON takes, as every service reads
 *  it of every event; as JSON otherwise. Throws SyntaxError on what is none. */
export const readHeader = (headerText: string): EventHeader => {
  const found = written.exec(headerText);
  if (found === null) return JSON.parse(headerText) as EventHeader;
  const [, id, kind, subject, stream, version, type, schema, merchant, mode, occurredAt, causation, correlation] = found;
  const [traceparent, service, on] = found.slice(13);
  return {
    id,
    subject: { kind, id: subject },
    stream,
    version: Number(version),
    type,
    schema: Number(schema),
    merchant,
    mode,
    occurredAt,
    causation,
    correlation,
    ...(traceparent === undefined ? {} : { traceparent }),
    actor: on === undefined ? { service } : { service, on },
  } as EventHeader;
};
