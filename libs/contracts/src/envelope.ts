import { type EventType, eventSchemas, isEventType, type NewEvent } from './catalogue.js';
import { decode, encode } from './codec.js';
import { type EventHeader, readHeader } from './header.js';
import { type Upcasters, upcast, upcasters } from './upcasters/index.js';

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
