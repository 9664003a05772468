import { performance } from 'node:perf_hooks';
import { type NewEvent, type RecordedEvent, streamsOf } from '@tollgate/contracts';
import { invariant, systemClock, TransientError } from '@tollgate/errors';
import { Batched, type Row, rowsByKey, type Session, type Timeouts } from '@tollgate/postgres';
import type {
  Appended,
  AppendRequest,
  Cause,
  FoundIdempotencyRecord,
  IdempotencyKey,
  Publish,
} from '../append/append-request.js';
import { type Publisher, publishCommitted } from '../append/publish-committed.js';
import { type Recorder, record } from '../append/record.js';
import type { DecideEvents, HistoryWithKey, Loaded, OrderLog, TailPage, Target } from '../order-log.js';
import { decide, type History, load, type ReactiveLog, startStream } from '../reactions/reaction.js';
import type { BusLedger } from '../relay/bus-ledger.js';
import { Relay } from '../relay/relay.js';
import { type Committed, GroupCommit } from './group-commit.js';
import { LogSession } from './log-session.js';
import { historyIn, keyIn, readText, readWithKeyText } from './rows.js';
import { readTail } from './tail.js';
import { Unpublished } from './unpublished.js';

export interface OrderLogOptions {
  /** The address with the service's own role. */
  readonly connectionString: string;
  /** The appender's name, e.g. `authorization`; one that owns no stream can only read. */
  readonly service: string;
  readonly publish: Publish;
  /** Called once per group of appended events that may make an answer due, at the commit. */
  readonly onOutcome?: (event: RecordedEvent) => void;
  readonly clock?: () => Date;
  /** Called when Postgres or the bus was out of reach, for log and alarm. */
  readonly onFailure?: (error: unknown) => void;
  /** Called with how many events the relay had to publish after others. */
  readonly onRelayed?: (count: number) => void;
  /** Called with events that were published again, as nothing had followed from them for 30 s. */
  readonly onStanding?: (events: readonly RecordedEvent[]) => void;
  /** Called every second by the one process of all services that has the relay's part. */
  readonly whileLeading?: (ledger: BusLedger) => void;
  /** False keeps this process from taking the relay's part; others will. */
  readonly isRelaying?: boolean;
  /** How long the first append of a batch waits for others to share its commit with, at most twice as long under load: for a service that
   *  hardly anybody waits for. Default: 0. */
  readonly gatherMs?: number;
  /** How long Postgres may take; those of every connection unless given. */
  readonly timeouts?: Partial<Timeouts> | undefined;
}

const markFlushMs = 1_000;

export const idempotencyText = `SELECT concat_ws(' ', merchant, mode, scope, key), id, encode(fingerprint, 'hex'), subject_id, answer
  FROM order_log.idempotency_records
  WHERE (merchant, mode, scope, key) IN (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]))`;
/** Merchants, modes and scopes hold no blank, so that the name of an idempotency record has one reading. */
const idempotencyName = ({ merchant, mode, scope, key }: IdempotencyKey): string => `${merchant} ${mode} ${scope} ${key}`;
const idempotencyValues = (names: readonly string[]): readonly (readonly string[])[] => {
  const parts = names.map((name) => /^(\S+) (\S+) (\S+) (.*)$/s.exec(name) ?? []);
  return [1, 2, 3, 4].map((part) => parts.map((found) => found[part] ?? ''));
};
export const markText = `INSERT INTO order_log.publisher (instance, service, published_to) VALUES ($1, current_user, $2)
  ON CONFLICT (instance) DO UPDATE SET published_to = excluded.published_to, seen_at = excluded.seen_at`;

/** Reads rows by what their first column names; what is asked for while a read is under way goes out as one
 *  statement. */
const rowsBy = (session: Session, read: { readonly name: string; readonly text: string }, valuesOf = bySubject) =>
  new Batched<string, readonly Row[]>({
    run: async (names) => rowsByKey(names, await session.read({ ...read, values: valuesOf(names) })),
  });
const bySubject = (subjects: readonly string[]): readonly (string | readonly string[])[] => [`{${subjects.join(',')}}`];

/** The log in Postgres: group commit on sessions of its own, one session to read, and the relay. */
class PostgresOrderLog implements OrderLog, ReactiveLog {
  readonly service: string;
  private readonly recorder: Recorder;
  private readonly publisher: Publisher;
  private readonly appending: readonly LogSession[];
  private readonly reading: LogSession;
  private readonly commits: GroupCommit;
  private readonly subjects: Batched<string, readonly Row[]>;
  private readonly ordersWithKeys: Batched<string, readonly Row[]>;
  private readonly idempotencyRecords: Batched<string, readonly Row[]>;
  private readonly unpublished: Unpublished;
  private readonly relay: Relay | undefined;
  private readonly flushTimer: NodeJS.Timeout;
  private readonly underway = new Set<Promise<Appended>>();
  private readonly onFailure: ((error: unknown) => void) | undefined;

  constructor(options: OrderLogOptions) {
    const { service, publish, onOutcome, clock = () => systemClock.now(), connectionString, onFailure, timeouts } = options;
    const isAppending = streamsOf(service).length > 0;
    const open = (part = 'order-log') =>
      new LogSession({ connectionString, name: `${service} ${part}`, onLost: onFailure, timeouts });
    this.service = service;
    this.onFailure = onFailure;
    this.recorder = { service, clock };
    this.publisher = { publish, onOutcome };
    this.appending = isAppending ? [open(), open()] : [];
    this.reading = open();
    this.commits = new GroupCommit(this.appending, options.gatherMs);
    this.subjects = rowsBy(this.reading, { name: 'read', text: readText });
    this.ordersWithKeys = rowsBy(this.reading, { name: 'read-with-key', text: readWithKeyText });
    this.idempotencyRecords = rowsBy(this.reading, { name: 'idempotency', text: idempotencyText }, idempotencyValues);
    this.unpublished = new Unpublished({ publish, onFailure });
    const isRelaying = isAppending && options.isRelaying !== false;
    this.relay = isRelaying ? new Relay({ ...options, session: open('relay') }) : undefined;
    this.flushTimer = setInterval(() => {
      this.commits.sweep();
      void this.flushMark(markFlushMs);
    }, markFlushMs).unref();
  }

  async open(withinMs: number): Promise<void> {
    await Promise.all([...this.appending, this.reading].map((session) => session.ready(withinMs)));
  }

  async assertReachable(): Promise<void> {
    if (this.commits.isStalled()) throw new TransientError('the order log does not answer');
    const [session] = this.appending;
    if (session !== undefined && !this.appending.some(({ isConnected }) => isConnected)) await session.ready();
  }

  append(request: AppendRequest): Promise<Appended> {
    const underway = this.appendAndPublish(request);
    this.underway.add(underway);
    const done = () => this.underway.delete(underway);
    underway.then(done, done);
    return underway;
  }

  async read(subject: string): Promise<readonly RecordedEvent[]> {
    return (await this.history(subject)).events;
  }

  async readWithKey(order: string): Promise<HistoryWithKey> {
    const rows = await this.ordersWithKeys.ask(order);
    const { events, heads } = historyIn(rows);
    return { events, heads, key: keyIn(rows) };
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

  readAll(cursor: string | undefined, limit: number): Promise<TailPage> {
    return readTail(this.reading, cursor, limit);
  }

  async findIdempotencyRecord(key: IdempotencyKey): Promise<FoundIdempotencyRecord | undefined> {
    const [row] = await this.idempotencyRecords.ask(idempotencyName(key));
    if (row === undefined) return undefined;
    const [, id, fingerprint, subject, answer] = row;
    return { id: id ?? '', fingerprint: fingerprint ?? '', subject: subject ?? null, ...(answer ? { answer } : {}) };
  }

  async history(subject: string): Promise<History> {
    return historyIn(await this.subjects.ask(subject));
  }

  republish(events: readonly RecordedEvent[]): Promise<void> {
    return publishCommitted(this.publisher, events);
  }

  async close(): Promise<void> {
    clearInterval(this.flushTimer);
    this.unpublished.close();
    await Promise.allSettled([...this.underway]);
    await this.relay?.close();
    await this.flushMark(0);
    await Promise.all([...this.appending, this.reading].map((session) => session.close()));
  }

  private async appendAndPublish(request: AppendRequest): Promise<Appended> {
    const events = record(request, this.recorder);
    invariant(events.length > 0 || (request.idempotencyRecords ?? []).length > 0, 'an append brings something');
    const committed = await this.commits.commit({ request, events });
    const { outcome } = committed;
    if (outcome !== 'appended') return { outcome };
    const published = this.publishOrKeep(events, committed);
    if (!request.answersAtCommit) await published;
    return { outcome, events };
  }

  /** What the bus does not take is offered again until it does. Whoever appended need not wait: a stream that is full has room again only once
   *  the message that caused this is acknowledged. */
  private async publishOrKeep(events: readonly RecordedEvent[], committed: Committed): Promise<void> {
    try {
      await publishCommitted(this.publisher, events, this.unpublished.firstTry);
    } catch (error) {
      if (this.unpublished.isEmpty) this.onFailure?.(error); // not for each event of a bus that takes none
      this.unpublished.add(events, committed);
      return;
    }
    committed.settle();
  }

  /** Under load the mark goes with the batches; this is for what was published last before it became quiet. */
  private async flushMark(intervalMs: number): Promise<void> {
    const { mark } = this.commits;
    const position = mark.take(intervalMs, performance.now());
    if (position === undefined) return;
    const values = [mark.instance, String(position)];
    await this.reading.query({ name: 'mark', text: markText, values }).catch(() => undefined); // the relay publishes again, at worst
  }
}

/** Opens the log. Waits for Postgres as long as it takes: services start in any order. */
export const openOrderLog = async (options: OrderLogOptions): Promise<OrderLog> => {
  const log = new PostgresOrderLog(options);
  for (;;) {
    try {
      await log.open(60_000);
      return log;
    } catch (error) {
      options.onFailure?.(error);
    }
  }
};
