import { type EventType, eventKinds, eventSchemas, isEventType, type OrderEvent, type Stream } from './catalogue.js';
import { decode, encode } from './codec.js';

/** What is said of every event beside its data. Its JSON text is hashed, stored and published as it was first written. */
export interface EventHeader {
  /** The event's own id (UUIDv7). */
  readonly id: string;
  /** The order's id (UUIDv7). */
  readonly order: string;
  readonly stream: Stream;
  /** Gapless from 1 in its stream. */
  readonly version: number;
  readonly type: EventType;
  readonly schema: number;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** RFC 3339, UTC, from the appender's clock. Decides nothing; order is by version. */
  readonly occurredAt: string;
  /** The event (or merchant's command) that this one follows from. */
  readonly causation: string;
  /** The same for all that came of one merchant's request. */
  readonly correlation: string;
  /** W3C trace context; absent when the order is not traced. */
  readonly traceparent?: string;
  /** Who appended it, e.g. `authorization`. */
  readonly actor: string;
}

/** An event as it lies in the log and travels on the bus: `header` and `data` read, and their exact texts. */
export type RecordedEvent = OrderEvent & {
  readonly header: EventHeader;
  readonly headerText: string;
  readonly dataText: string;
  /** SHA-256(previous hash ‖ header ‖ data), hexadecimal. */
  readonly hash: string;
};

/** The data's text by its contract. */
export const encodeData = (event: OrderEvent): string => encode(eventSchemas[event.type], event.data as never);

/** Reads an event's texts. Answers undefined for a type of a later release: whoever reads the log passes over it. */
export const readEvent = (headerText: string, dataText: string, hash: string): RecordedEvent | undefined => {
  const header = JSON.parse(headerText) as EventHeader;
  if (!isEventType(header.type)) return undefined;
  const data = decode(eventSchemas[header.type], dataText);
  return { type: header.type, data, header, headerText, dataText, hash } as RecordedEvent;
};

/** The header of a new event, its fields always in the same order. */
export const headerOf = (event: OrderEvent, rest: Omit<EventHeader, 'stream' | 'type' | 'schema'>): EventHeader => {
  const { stream, schema } = eventKinds[event.type];
  const { id, order, version, merchant, mode, occurredAt, causation, correlation, traceparent, actor } = rest;
  return {
    id,
    order,
    stream,
    version,
    type: event.type,
    schema,
    merchant,
    mode,
    occurredAt,
    causation,
    correlation,
    ...(traceparent === undefined ? {} : { traceparent }),
    actor,
  };
};
