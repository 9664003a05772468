import {
  type EventType,
  eventKinds,
  eventSchemas,
  isEventType,
  type NewEvent,
  type Stream,
  type SubjectKind,
} from './catalogue.js';
import { decode, encode } from './codec.js';
import { readHeader } from './header-text.js';
import { type Upcasters, upcast, upcasters } from './upcasters/index.js';

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

/** An event as it lies in the log and travels on the bus. */
export interface EventTexts {
  readonly headerText: string;
  readonly dataText: string;
  /** SHA-256(previous hash ‖ header ‖ data), hexadecimal. */
  readonly hash: string;
}

/** An event with its exact texts, `header` and `data` read in their present form. */
export type RecordedEvent = NewEvent & EventTexts & { readonly header: EventHeader };

/** A recorded event of one type. */
export type RecordedEventOf<T extends EventType> = RecordedEvent & { readonly type: T };

/** The data's text by its contract. */
export const encodeData = (event: NewEvent): string => encode(eventSchemas[event.type], event.data as never);

/** Reads an event's texts, brought to the present form of its type. Answers undefined for a type of a later release: whoever reads the log
 *  keeps it and passes over it. */
export const readEvent = (
  { headerText, dataText, hash }: EventTexts,
  known: Upcasters = upcasters,
): RecordedEvent | undefined => {
  const header = readHeader(headerText);
  if (!isEventType(header.type)) return undefined;
  const data = decode(eventSchemas[header.type], upcast(header, dataText, known));
  return { type: header.type, data, header, headerText, dataText, hash } as RecordedEvent;
};

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
