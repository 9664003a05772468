import type { NewEvent, RecordedEvent } from '@tollgate/contracts';
import { invariant, systemClock } from '@tollgate/errors';
import type {
  Appended,
  AppendRequest,
  Cause,
  FoundIdempotencyRecord,
  IdempotencyKey,
  IdempotencyRecord,
  OrderKey,
  Publish,
} from '../append/append-request.js';
import { type Publisher, publishCommitted } from '../append/publish-committed.js';
import { record } from '../append/record.js';
import type { DecideEvents, HistoryWithKey, Loaded, OrderLog, TailPage, Target } from '../order-log.js';
import { decide, type History, load, type ReactiveLog, startStream } from '../reactions/reaction.js';

const idempotencyKeyOf = ({ merchant, mode, scope, key }: IdempotencyKey): string => JSON.stringify([merchant, mode, scope, key]);
const versionKey = ({ header: { subject, stream, version } }: RecordedEvent): string => `${subject.id} ${stream} ${version}`;
const causationKey = ({ header: { subject, stream, causation, type } }: RecordedEvent): string =>
  `${subject.id} ${stream} ${causation} ${type}`;

/** What several services' logs in memory share, as they would share the database. */
export class MemoryStore {
  readonly events: RecordedEvent[] = [];
  readonly keys = new Map<string, OrderKey>();
  readonly idempotencyRecords = new Map<string, FoundIdempotencyRecord>();
  readonly #taken = new Set<string>();

  /** Whether an event's version, or its causation with its type, is in the log. */
  holds(event: RecordedEvent): boolean {
    return this.#taken.has(versionKey(event)) || this.#taken.has(causationKey(event));
  }

  /** Deletes the keys that these events tell of. */
  forget(events: readonly RecordedEvent[]): void {
    for (const { header, data } of events.filter((event) => event.type === 'CustomerForgotten'))
      for (const order of data.orders) if (this.#isOf(order, header, data.customer)) this.keys.delete(order);
  }

  #isOf(order: string, { merchant, mode }: RecordedEvent['header'], customer: string): boolean {
    const placed = this.events.find(({ header }) => header.subject.id === order)?.header;
    return placed?.merchant === merchant && placed.mode === mode && this.keys.get(order)?.customerId === customer;
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

/** As often as the log in Postgres does. */
const OFFER_AGAIN_MS = 1_000;

/** The twin of the log in Postgres: same promises (one contract suite), nothing on disk. */
export class MemoryOrderLog implements OrderLog, ReactiveLog {
  readonly service: string;
  readonly #store: MemoryStore;
  readonly #publisher: Publisher;
  readonly #clock: () => Date;

  constructor({ service, store, publish, onOutcome, clock }: MemoryOrderLogOptions) {
    this.service = service;
    this.#store = store ?? new MemoryStore();
    this.#publisher = { publish: publish ?? (async () => undefined), onOutcome };
    this.#clock = clock ?? (() => systemClock.now());
  }

  async append(request: AppendRequest): Promise<Appended> {
    const events = record(request, { service: this.service, clock: this.#clock });
    await Promise.resolve(); // others get their turn between a decision and its append, as they do in Postgres
    const outcome = this.#commit(request, events);
    if (outcome !== 'appended') return { outcome };
    await this.#publishOrKeep(events);
    return { outcome, events };
  }

  /** What the bus does not take is offered again until it does, as long as the process lives. */
  async #publishOrKeep(events: readonly RecordedEvent[]): Promise<void> {
    await publishCommitted(this.#publisher, events).catch(() => {
      setTimeout(() => void this.#publishOrKeep(events), OFFER_AGAIN_MS).unref();
    });
  }

  async read(subject: string): Promise<readonly RecordedEvent[]> {
    return this.#store.events.filter(({ header }) => header.subject.id === subject);
  }

  async readWithKey(order: string): Promise<HistoryWithKey> {
    return { ...(await this.history(order)), key: this.#store.keys.get(order) };
  }

  load<S>(target: Target<S>): Promise<Loaded<S>> {
    return load(this, target);
  }

  decide<S>(target: Target<S>, cause: Cause, decision: DecideEvents<S>): Promise<readonly RecordedEvent[]> {
    return decide(this, { target, cause }, decision);
  }

  startStream(cause: RecordedEvent, events: readonly NewEvent[], traceparent?: string): Promise<readonly RecordedEvent[]> {
    return startStream(this, cause, { events, traceparent });
  }

  async readAll(cursor: string | undefined, limit: number): Promise<TailPage> {
    const from = Number(cursor ?? 0);
    const page = this.#store.events.slice(from, from + limit);
    const events = page.map((event, index) => ({ ...event, position: BigInt(from + index + 1) }));
    return { events, cursor: String(from + page.length) };
  }

  async findIdempotencyRecord(key: IdempotencyKey): Promise<FoundIdempotencyRecord | undefined> {
    return this.#store.idempotencyRecords.get(idempotencyKeyOf(key));
  }

  async assertReachable(): Promise<void> {}

  async close(): Promise<void> {}

  async history(subject: string): Promise<History> {
    const events = await this.read(subject);
    const heads = Object.fromEntries(events.map(({ header, hash }) => [header.stream, { version: header.version, hash }]));
    return { events, heads };
  }

  republish(events: readonly RecordedEvent[]): Promise<void> {
    return publishCommitted(this.#publisher, events);
  }

  #commit(request: AppendRequest, events: readonly RecordedEvent[]): Appended['outcome'] {
    const { subject, idempotencyRecords: records = [], orderKey } = request;
    const store = this.#store;
    invariant(events.length > 0 || records.length > 0, 'an append brings something');
    if (records.some((one) => store.idempotencyRecords.has(idempotencyKeyOf(one)))) return 'key_taken';
    if (events.some((event) => store.holds(event))) return 'conflict';
    store.add(...events);
    if (orderKey) store.keys.set(subject.id, orderKey);
    if (request.isForgetting) store.forget(events);
    for (const one of records) {
      const found = foundRecord(one, events.length > 0 ? subject.id : (one.subject ?? null));
      store.idempotencyRecords.set(idempotencyKeyOf(one), found);
    }
    return 'appended';
  }
}

const foundRecord = ({ id, fingerprint, answer }: IdempotencyRecord, subject: string | null): FoundIdempotencyRecord => ({
  id,
  fingerprint,
  subject,
  ...(answer === undefined ? {} : { answer }),
});
