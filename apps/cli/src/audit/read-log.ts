import type pg from 'pg';
import { type LogRow, subjectsOf } from '../log-reader.js';
import { progressBar } from '../progress.js';
import { orderKey } from './acquirer-journal.js';
import type { LoggedEvent, Violation } from './logged-event.js';
import { factsOf, type OrderFacts } from './order-facts.js';
import { orderViolations, settlementViolations } from './order-rules.js';
import { historyViolations, isKnownType } from './valid-history.js';
import type { Unchecked } from './verdict.js';
import { readWaitingMails, withWaiting } from './waiting-mails.js';

/** An event as its row tells it. */
export const eventIn = (row: LogRow): LoggedEvent => {
  const header = JSON.parse(row.header);
  return {
    position: BigInt(row.position),
    id: header.id,
    kind: header.subject.kind,
    subject: row.subject_id,
    merchant: header.merchant,
    stream: row.stream,
    version: row.version,
    type: row.type,
    data: JSON.parse(row.data),
    recordedAt: row.recorded_at.getTime(),
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
}

const laterTypes = (types: ReadonlyMap<string, number>): readonly Unchecked[] =>
  [...types].map(([type, count]) => ({ invariant: 'I2', why: `${count} events ${type} are of a later release` }));

/** Reads the whole log, subject by subject, within `atOneMoment`, and judges each by itself. */
export const readLog = async (db: pg.Client): Promise<AuditedLog> => {
  const { rows } = await db.query<{ count: string; now: Date }>('SELECT count(*), now() AS now FROM order_log.events');
  const nowMs = rows[0]?.now.getTime() ?? 0;
  const waiting = await readWaitingMails(db);
  const bar = progressBar('auditing', Number(rows[0]?.count));
  const orders = new Map<string, OrderFacts>();
  const violations: Violation[] = [];
  const unknown = new Map<string, number>();
  let subjectCount = 0;
  for await (const history of subjectsOf(db, (seen) => bar.update(seen))) {
    const events = history.map(eventIn);
    subjectCount += 1;
    violations.push(...historyViolations(events));
    for (const { type } of events) if (!isKnownType(type)) unknown.set(type, (unknown.get(type) ?? 0) + 1);
    if (events[0]?.kind !== 'order') continue;
    const facts = withWaiting(factsOf(events), waiting);
    orders.set(orderKey(facts.order), facts);
    violations.push(...orderViolations(facts), ...settlementViolations(facts, nowMs));
  }
  bar.stop();
  return { orders, subjectCount, nowMs, violations, unchecked: laterTypes(unknown) };
};
