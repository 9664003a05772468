import { create, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import type { Stream, SubjectKind } from './generated/catalogue.js';
import * as generated from './generated/catalogue.js';

export type { Stream, SubjectKind };

/** Every event of the log, by its name. What it carries, where it lies and who appends it is said in proto/ alone. */
export const eventSchemas = generated.eventSchemas;

type Kinds = typeof generated.eventKinds;
export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = MessageShape<(typeof eventSchemas)[T]>;
/** An event's data as one writes it: fields at their default may be left out. */
export type EventInit<T extends EventType> = Exclude<MessageInitShape<(typeof eventSchemas)[T]>, EventData<T>>;
/** An event as its decision answers it, not yet recorded anywhere. */
export type EventOf<T extends EventType> = { readonly [K in T]: { readonly type: K; readonly data: EventData<K> } }[T];
/** The types of events that a kind of subject has. */
export type TypesOf<K extends SubjectKind> = { [T in EventType]: Kinds[T]['subject'] extends K ? T : never }[EventType];

/** What a decision answers: something that happened, not yet anywhere. */
export type NewEvent = EventOf<EventType>;
/** What a decision about an order answers. */
export type OrderEvent = EventOf<TypesOf<'order'>>;
/** What a decision about a merchant's settings answers. */
export type MerchantEvent = EventOf<TypesOf<'merchant'>>;

export interface EventKind {
  readonly type: EventType;
  /** The kind of subject that it belongs to. */
  readonly subject: SubjectKind;
  /** Where it may lie, and which one service appends it there. */
  readonly streams: readonly { readonly name: Stream; readonly owner: string }[];
  /** May make an answer to the merchant due. */
  readonly isOutcome: boolean;
  readonly schema: number;
}

export const eventKinds: Readonly<Record<EventType, EventKind>> = generated.eventKinds;

/** A stream, the kind of subject it is a part of, and the one service that appends to it. */
export interface StreamKind {
  readonly name: Stream;
  readonly subject: SubjectKind;
  readonly owner: string;
}

/** All streams, each once. */
export const streamKinds: readonly StreamKind[] = [
  ...new Map(
    Object.values(eventKinds).flatMap(({ subject, streams }) =>
      streams.map(({ name, owner }) => [name, { name, subject, owner }] as const),
    ),
  ).values(),
];

/** All kinds of subject, each once. */
export const subjectKinds: readonly SubjectKind[] = [...new Set(streamKinds.map(({ subject }) => subject))];

/** The streams of a service's own; [] for one that appends nothing. */
export const streamsOf = (service: string): readonly StreamKind[] => streamKinds.filter(({ owner }) => owner === service);

/** The stream that a service appends events of this type to; undefined where they are not its own. */
export const streamFor = (type: EventType, service: string): Stream | undefined =>
  eventKinds[type].streams.find(({ owner }) => owner === service)?.name;

const eventTypes: ReadonlySet<string> = new Set(Object.keys(eventSchemas));

export const isEventType = (name: string): name is EventType => eventTypes.has(name);

/** An event by its name, e.g. `newEvent('MailSent', { messageId })`; fields left out are at their default. */
export const newEvent = <T extends EventType>(type: T, init: EventInit<T>): Extract<NewEvent, { readonly type: T }> =>
  ({ type, data: create(eventSchemas[type] as DescMessage, init as never) }) as unknown as Extract<
    NewEvent,
    { readonly type: T }
  >;
