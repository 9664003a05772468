import type pg from 'pg';
import { historiesOf, type LogRow, subjectsOf } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { orderKey } from './acquirer-journal.js';
import { KeyOwners } from './license-keys/key-rules.js';
import { isUpTo, type LoggedEvent, type LogPlace, placeIn, type Violation } from './logged-event.js';
import { factsOf, type OrderFacts } from './order-facts.js';
import { orderViolations } from './order-rules.js';
import { type Backlog, reportedOf, type ShownOrder, shownOf } from './read-models.js';
import { addToDays, type DaySales, type Days } from './sales-days.js';
import { historyViolations, isKnownType } from './valid-history.js';
import type { Unchecked } from './verdict.js';
import { readWaitingMails, type WaitingMails, withWaiting } from './waiting-mails.js';
import { settlementViolations } from './waits.js';

/** An event as its row tells it. */
export const eventIn = (row: LogRow): LoggedEvent => {
  const header = JSON.parse(row.header);
  return {
    position: BigInt(row.position),
    id: header.id,
    kind: header.subject.kind,
    subject: row.subject_id,
    merchant: header.merchant,
    mode: header.mode,
    stream: row.stream,
    version: row.version,
    type: row.type,
    data: JSON.parse(row.data),
    ...(header.actor?.on === undefined ? {} : { on: header.actor.on }),
    occurredAt: header.occurredAt,
    recordedAt: row.recorded_at.getTime(),
    place: placeIn(row.place),
  };
};

/** What the log alone shows. */
export interface AuditedLog {
  /** By `orderKey`. */
  readonly orders: ReadonlyMap<string, OrderFacts>;
  readonly subjectCount: number;
  /** Milliseconds since 1970, by the database's clock: when it was read. */
  readonly nowMs: number;
  readonly violations: readonly Violation[];
  readonly unchecked: readonly Unchecked[];
  /** The orders up to the place that reporting has come to, by `orderKey`. */
  readonly reported: ReadonlyMap<string, ShownOrder>;
  /** The days of all merchants up to there. */
  readonly days: Days;
  /** What lies behind that place. */
  readonly backlog: Backlog;
}

export interface ReadLogOptions {
  /** For how long an order may stand still. */
  readonly graceMs: number;
  /** The place that reporting has come to; undefined where it is not known. */
  readonly reportedTo: LogPlace | undefined;
}

const laterTypes = (types: ReadonlyMap<string, number>): readonly Unchecked[] =>
  [...types].map(([type, count]) => ({ invariant: 'I2', why: `${count} events ${type} are of a later release` }));

/** What was read so far. */
class Reading {
  readonly orders = new Map<string, OrderFacts>();
  readonly reported = new Map<string, ShownOrder>();
  readonly days = new Map<string, DaySales>();
  readonly violations: Violation[] = [];
  subjectCount = 0;
  backlog: Backlog = { events: 0, oldestMs: Number.POSITIVE_INFINITY };
  private readonly unknown = new Map<string, number>();
  private readonly keyOwners = new KeyOwners();

  constructor(
    readonly nowMs: number,
    private readonly options: ReadLogOptions & { readonly waiting: WaitingMails },
  ) {}

  get unchecked(): readonly Unchecked[] {
    return laterTypes(this.unknown);
  }

  /** All events of one subject, by position. */
  add(events: readonly LoggedEvent[]): void {
    this.subjectCount += 1;
    this.violations.push(...historyViolations(events));
    for (const { type } of events) if (!isKnownType(type)) this.unknown.set(type, (this.unknown.get(type) ?? 0) + 1);
    if (events[0]?.kind === 'order') this.addOrder(events);
    this.addBacklog(events);
  }

  private addOrder(events: readonly LoggedEvent[]): void {
    const { graceMs, reportedTo, waiting } = this.options;
    const facts = withWaiting(factsOf(events), waiting);
    const key = orderKey(facts.order);
    this.orders.set(key, facts);
    this.violations.push(...orderViolations(facts), ...settlementViolations(facts, this.nowMs, graceMs));
    this.violations.push(...this.keyOwners.add(facts.order, facts.keyGrants));
    const reported = reportedTo === undefined ? [] : reportedOf(events, reportedTo);
    if (reported.length > 0) this.addReported(reported, reported.length === events.length ? facts : factsOf(reported));
  }

  /** What reporting has to show by now. */
  private addReported(events: readonly LoggedEvent[], facts: OrderFacts): void {
    this.reported.set(orderKey(facts.order), shownOf(facts));
    addToDays(this.days, events, facts);
  }

  private addBacklog(history: readonly LoggedEvent[]): void {
    const { reportedTo } = this.options;
    const behind = reportedTo === undefined ? [] : history.filter(({ place }) => !isUpTo(place, reportedTo));
    const { events, oldestMs } = this.backlog;
    this.backlog = {
      events: events + behind.length,
      oldestMs: Math.min(oldestMs, ...behind.map(({ recordedAt }) => recordedAt)),
    };
  }
}

/** Reads the whole log, subject by subject, within `atOneMoment`, and judges each by itself. */
export const readLog = async (db: pg.Client, options: ReadLogOptions): Promise<AuditedLog> => {
  const { rows } = await db.query<{ count: string; now: Date }>('SELECT count(*), now() AS now FROM order_log.events');
  const waiting = await readWaitingMails(db);
  const bar = progressBar('auditing', Number(rows[0]?.count));
  const reading = new Reading(rows[0]?.now.getTime() ?? 0, { ...options, waiting });
  for await (const history of subjectsOf(db, (seen) => bar.update(seen))) reading.add(history.map(eventIn));
  bar.stop();
  return reading;
};

const uuidForm = /^[0-9a-f]{32}$/;
const PAGE_ORDERS = 1_000;

/** These orders as the log has them now, by `orderKey`; what is no order of ours is left out. */
export const readOrders = async (db: pg.Client, keys: readonly string[]): Promise<ReadonlyMap<string, OrderFacts>> => {
  const ours = keys.filter((key) => uuidForm.test(key));
  const found = new Map<string, OrderFacts>();
  for (let from = 0; from < ours.length; from += PAGE_ORDERS) {
    const rows = await historiesOf(db, ours.slice(from, from + PAGE_ORDERS));
    const histories = Map.groupBy(rows.map(eventIn), ({ subject }) => subject);
    for (const [subject, events] of histories) found.set(orderKey(subject), factsOf(events));
  }
  return found;
};
