import {
  type Actor,
  encodeData,
  eventKinds,
  headerOf,
  type OrderEvent,
  type RecordedEvent,
  type Stream,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { hashOf, noHash } from '@tollgate/order-log';
import type { Chance } from '../chance.js';

/** An event as it lies in the log, with the hash that it builds on. */
export type ChainedEvent = RecordedEvent & { readonly previousHash: string };

/** When an event took place, and why. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** The event that it follows from, or a command by its id (uuid). */
  readonly cause: RecordedEvent | string;
  /** Who asked for it, where somebody did. */
  readonly on?: string;
  /** Of a command; else that of the cause. */
  readonly correlation?: string;
}

export interface HistoryOf {
  /** uuid */
  readonly order: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly chance: Chance;
}

/** The events of one order as its services would have appended them: versions without gap, hashes in a chain, each event with its cause. */
export class History {
  readonly events: ChainedEvent[] = [];
  private readonly heads = new Map<Stream, { readonly version: number; readonly hash: string }>();

  constructor(readonly about: HistoryOf) {}

  add<E extends OrderEvent>(event: E, { atMs, cause, on, correlation }: Circumstances): ChainedEvent {
    const { order, merchant, mode, chance } = this.about;
    const [stream] = eventKinds[event.type].streams;
    invariant(stream !== undefined, `${event.type} has a stream`);
    const { version, hash } = this.heads.get(stream.name) ?? { version: 0, hash: this.beginningOf(stream.name, cause) };
    const actor: Actor = on === undefined ? { service: stream.owner } : { service: stream.owner, on };
    const header = headerOf(event, {
      id: chance.uuid(atMs),
      subject: { kind: 'order', id: order },
      stream: stream.name,
      version: version + 1,
      merchant,
      mode,
      occurredAt: new Date(atMs).toISOString(),
      causation: typeof cause === 'string' ? cause : cause.header.id,
      correlation: correlation ?? this.correlationOf(cause),
      actor,
    });
    const [headerText, dataText] = [JSON.stringify(header), encodeData(event)];
    const told = { headerText, dataText, hash: hashOf(hash, headerText, dataText), previousHash: hash };
    const recorded = { type: event.type, data: event.data, header, ...told } as unknown as ChainedEvent;
    this.heads.set(stream.name, { version: version + 1, hash: told.hash });
    this.events.push(recorded);
    return recorded;
  }

  /** A command begins the stream `order` alone; every other stream builds on the event that caused it. */
  private beginningOf(stream: Stream, cause: RecordedEvent | string): string {
    if (typeof cause !== 'string') return cause.hash;
    invariant(stream === 'order', `no command begins ${stream}`);
    return noHash;
  }

  private correlationOf(cause: RecordedEvent | string): string {
    const from = typeof cause === 'string' ? this.events[0] : cause;
    invariant(from !== undefined, 'an order begins with a command that has a correlation');
    return from.header.correlation;
  }
}
