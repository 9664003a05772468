import type { OrderEvent, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/order';
import { type Announcer, announce } from './announce.js';
import type { Appended, Claim, FoundClaim, Occurrence, OrderKey, Publish, Source } from './occurrence.js';
import type { DecideEvents, OrderLog, TailPage } from './order-log.js';
import { appendFirst, decide, type History, type ReactiveLog } from './reaction.js';
import { record, streamOf } from './record.js';

const claimKey = ({ merchant, mode, key }: Pick<Claim, 'merchant' | 'mode' | 'key'>): string =>
  JSON.stringify([merchant, mode, key]);
const versionKey = ({ header: { order, stream, version } }: RecordedEvent): string => `${order} ${stream} ${version}`;
const causationKey = ({ header: { order, stream, causation, type } }: RecordedEvent): string =>
  `${order} ${stream} ${causation} ${type}`;

/** What several services' logs in memory share, as they would share the database. */
export class MemoryStore {
  readonly events: RecordedEvent[] = [];
  readonly keys = new Map<string, OrderKey>();
  readonly claims = new Map<string, FoundClaim>();
  readonly #taken = new Set<string>();

  /** Whether an event's version, or its causation with its type, is in the log. */
  holds(event: RecordedEvent): boolean {
    return this.#taken.has(versionKey(event)) || this.#taken.has(causationKey(event));
  }

  /** Puts events into the log as they are, e.g. the history that a test begins with. */
  add(...events: readonly RecordedEvent[]): void {
    this.events.push(...events);
    for (const event of events) this.#taken.add(versionKey(event)).add(causationKey(event));
  }
}

export interface MemoryOrderLogOptions {
  /** The appender's name, e.g. `authorization`. */
  readonly service: string;
  readonly store?: MemoryStore;
  readonly publish?: Publish;
  readonly onOutcome?: (event: RecordedEvent) => void;
  readonly clock?: () => Date;
}

/** The twin of the log in Postgres: same promises (one contract suite), nothing on disk. */
export class MemoryOrderLog implements OrderLog, ReactiveLog {
  readonly service: string;
  readonly #store: MemoryStore;
  readonly #announcer: Announcer;
  readonly #clock: () => Date;

  constructor({ service, store, publish, onOutcome, clock }: MemoryOrderLogOptions) {
    this.service = service;
    this.#store = store ?? new MemoryStore();
    this.#announcer = { publish: publish ?? (async () => undefined), onOutcome };
    this.#clock = clock ?? (() => new Date());
  }

  async append(occurrence: Occurrence): Promise<Appended> {
    const events = record(occurrence, { service: this.service, clock: this.#clock });
    await Promise.resolve(); // others get their turn between a decision and its append, as they do in Postgres
    const outcome = this.#commit(occurrence, events);
    if (outcome !== 'appended') return { outcome };
    await announce(this.#announcer, events);
    return { outcome, events };
  }

  async read(order: string): Promise<readonly RecordedEvent[]> {
    return this.#store.events.filter(({ header }) => header.order === order);
  }

  async readWithKey(order: string): Promise<{ events: readonly RecordedEvent[]; key: OrderKey | undefined }> {
    return { events: await this.read(order), key: this.#store.keys.get(order) };
  }

  decide(order: string, source: Source, decision: DecideEvents): Promise<readonly RecordedEvent[]> {
    return decide(this, { order, source }, decision);
  }

  appendFirst(source: RecordedEvent, events: readonly OrderEvent[], traceparent?: string): Promise<readonly RecordedEvent[]> {
    return appendFirst(this, source, { events, traceparent });
  }

  async readAll(cursor: string | undefined, limit: number): Promise<TailPage> {
    const from = Number(cursor ?? 0);
    const page = this.#store.events.slice(from, from + limit);
    const events = page.map((event, index) => ({ ...event, position: BigInt(from + index + 1) }));
    return { events, cursor: String(from + page.length) };
  }

  async findClaim(merchant: string, mode: 'test' | 'live', key: string): Promise<FoundClaim | undefined> {
    return this.#store.claims.get(claimKey({ merchant, mode, key }));
  }

  async close(): Promise<void> {}

  async history(order: string): Promise<History> {
    const events = await this.read(order);
    const last = events.findLast(({ header }) => header.stream === streamOf(this.service));
    return { events, ownHead: last && { version: last.header.version, hash: last.hash } };
  }

  announceAgain(events: readonly RecordedEvent[]): Promise<void> {
    return announce(this.#announcer, events);
  }

  #commit(occurrence: Occurrence, events: readonly RecordedEvent[]): Appended['outcome'] {
    const { order, claim, orderKey } = occurrence;
    const store = this.#store;
    invariant(events.length > 0 || claim !== undefined, 'an occurrence brings something');
    if (claim && store.claims.has(claimKey(claim))) return 'claimed';
    if (events.some((event) => store.holds(event))) return 'conflict';
    store.add(...events);
    if (orderKey) store.keys.set(order, orderKey);
    if (claim) store.claims.set(claimKey(claim), foundClaim(claim, events.length > 0 ? order : null));
    return 'appended';
  }
}

const foundClaim = ({ id, fingerprint, answer }: Claim, order: string | null): FoundClaim => ({
  id,
  fingerprint,
  order,
  ...(answer === undefined ? {} : { answer }),
});
