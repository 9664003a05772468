import { type EventType, eventKinds } from './catalogue.js';
import type { RecordedEvent } from './envelope.js';
import type { EventHeader } from './header.js';
import { toPublicId } from './ids.js';
import { publicDataOf } from './public-data.js';

type Json = Readonly<Record<string, unknown>>;

/** Numbers that ProtoJSON writes as text, as an int64 may be larger than a JSON number can be exact: the API's amounts and sizes never are. */
const integers: ReadonlySet<string> = new Set(['minor', 'sizeBytes', 'sentBytes']);

const show = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(show);
  return typeof value === 'object' && value !== null ? shown(value as Json) : value;
};

const shown = (data: Json): Json =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      integers.has(name) && typeof value === 'string' ? Number(value) : show(value),
    ]),
  );

/** An event's data as the API shows it: what its contract marks as public, amounts and sizes as numbers. Metadata is the merchant's own, and shown as
 *  they gave it. */
export const shownDataOf = (event: Pick<RecordedEvent, 'type' | 'dataText'>): Json => {
  const { metadata, ...data } = publicDataOf(event);
  return metadata === undefined ? shown(data) : { ...shown(data), metadata };
};

/** The types of events that merchants are told of: what happens to their orders. */
export const merchantEventTypes: readonly EventType[] = Object.values(eventKinds)
  .filter(({ subject }) => subject === 'order')
  .map(({ type }) => type);

/** What the server of a merchant is told of an event, in the structured form of CloudEvents 1.0.
 *  Source: CloudEvents §3, and its extension `sequence`. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** `evt_…`: the same however often it is sent. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** `ord_…` */
  readonly subject?: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** The event's place among its order's, from 1 and without a gap; ten digits, so that it sorts as text does. */
  readonly sequence?: string;
  readonly data: Json;
}

export const sourceOf = ({ merchant, mode }: Pick<EventHeader, 'merchant' | 'mode'>): string => `/stores/${merchant}/${mode}`;

/** The event as webhooks and the feed tell it. `sequence`: its place in the order's events by the log, from 1. */
export const cloudEventOf = (event: RecordedEvent, sequence: number): CloudEvent => ({
  specversion: '1.0',
  id: toPublicId('evt', event.header.id),
  source: sourceOf(event.header),
  type: event.type,
  subject: toPublicId('ord', event.header.subject.id),
  time: event.header.occurredAt,
  datacontenttype: 'application/json',
  sequence: String(sequence).padStart(10, '0'),
  data: shownDataOf(event),
});
