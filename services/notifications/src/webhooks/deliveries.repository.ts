import { Injectable } from '@nestjs/common';
import { type EventTexts } from '@tollgate/contracts';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** A webhook that is due, with the event that it tells; without one its body is its own. */
export interface DueDelivery extends Partial<EventTexts> {
  readonly id: string;
  readonly event: string;
  readonly sequence: number;
  readonly tries: number;
  readonly recentTries: number;
  readonly giveUpAt: Date;
  readonly body: string | null;
  /** Somebody asked for it by hand, or of an ordered endpoint for one behind it: it is tried before all else, whatever the pause says. */
  readonly goesFirst: boolean;
}

/** A try and what becomes of its webhook. */
export interface RecordedTry {
  readonly delivery: string;
  /** As it was read: somebody may have asked for it anew meanwhile. */
  readonly giveUpAt: Date;
  readonly at: Date;
  readonly tookMs: number;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly answerStatus: number;
  readonly answerBody: string;
  readonly problem: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** Where it stays pending. */
  readonly nextAt?: Date | undefined;
}

const EVENT = `d.id, d.is_first AS "goesFirst", d.event, d.sequence, d.tries, d.recent_tries AS "recentTries", d.give_up_at AS "giveUpAt", d.body,
  e.header::text AS "headerText", e.data::text AS "dataText", encode(e.hash, 'hex') AS hash`;
const WITH_EVENT =
  'LEFT JOIN order_log.events e ON e.subject_id = d.subject_id AND e.stream = d.stream AND e.version = d.version';

const PENDING = `FROM webhook_deliveries WHERE endpoint = $1 AND status = 'pending'`;
const IS_DUE = 'next_at <= $2::timestamptz AND id <> ALL ($3::uuid[])';
const DUE = `SELECT ${EVENT} FROM (
    (SELECT *, true AS is_first ${PENDING} AND is_asked_for AND ${IS_DUE} ORDER BY next_at, number LIMIT $4)
    UNION ALL
    (SELECT *, false ${PENDING} AND NOT is_asked_for AND ${IS_DUE} AND NOT $5::boolean ORDER BY next_at, number LIMIT $4)) AS d ${WITH_EVENT}
  ORDER BY d.is_first DESC, d.next_at, d.number LIMIT $4`;
/** Of each order the first that is not through, and every test, which is of no order; before all others that of an order of which one was asked
 *  for. */
const HEADS = `(SELECT *, COALESCE(subject_id, id) IN (SELECT COALESCE(subject_id, id) ${PENDING} AND is_asked_for) AS is_first FROM (
      (SELECT DISTINCT ON (subject_id) * ${PENDING} AND subject_id IS NOT NULL ORDER BY subject_id, sequence)
      UNION ALL
      (SELECT * ${PENDING} AND subject_id IS NULL)) AS one) AS head`;
const DUE_HEADS = `SELECT ${EVENT} FROM (
    SELECT * FROM ${HEADS} WHERE ${IS_DUE} AND (is_first OR NOT $5::boolean) ORDER BY is_first DESC, next_at, number LIMIT $4) AS d ${WITH_EVENT}
  ORDER BY d.is_first DESC, d.next_at, d.number`;

/** Whether what came of a try decides about its webhook, too. */
const DECIDES = `(status = 'pending' AND ($9 = 'succeeded' OR date_trunc('milliseconds', give_up_at) = date_trunc('milliseconds', $12::timestamptz)))`;
const decided = (column: string, value: string): string => `${column} = CASE WHEN ${DECIDES} THEN ${value} ELSE ${column} END`;
/** Every try is in the record, under a number that is taken with the row's lock: another one may have begun beside it. */
const RECORD = `WITH owed AS (
    UPDATE webhook_deliveries SET
      tries = GREATEST(tries, (SELECT COALESCE(max(number), 0) FROM webhook_tries WHERE delivery = $1)) + 1,
      ${[
        decided('status', '$9'),
        decided('recent_tries', 'recent_tries + 1'),
        decided('is_asked_for', 'false'),
        decided('next_at', 'COALESCE($10::timestamptz, next_at)'),
        decided('ended_at', `CASE WHEN $9 = 'pending' THEN NULL ELSE $11::timestamptz END`),
        decided('answer_status', '$6'),
        decided('problem', '$8'),
      ].join(', ')}
    WHERE id = $1 RETURNING id, tries)
  INSERT INTO webhook_tries (delivery, number, at, took_ms, url, request_headers, answer_status, answer_body, problem)
  SELECT id, tries, $2::timestamptz, $3, $4, $5::json, $6, $7, $8 FROM owed`;

/** What is owed to endpoints. */
@Injectable()
export class Deliveries {
  constructor(private readonly database: DataSource) {}

  /** What was asked for by hand, then the longest due, without those named; of an ordered endpoint one of each order. */
  due(endpoint: { readonly id: string; readonly isOrdered: boolean }, asked: DueQuery): Promise<readonly DueDelivery[]> {
    const { now, without, count, onlyAskedFor } = asked;
    const values = [endpoint.id, now.toISOString(), without, count, onlyAskedFor];
    return queryRows<DueDelivery>(this.database, endpoint.isOrdered ? DUE_HEADS : DUE, values);
  }

  /** When the next one is due; undefined where nothing is owed. */
  async nextAt({ id, isOrdered }: { readonly id: string; readonly isOrdered: boolean }): Promise<Date | undefined> {
    const from = isOrdered ? `FROM ${HEADS}` : PENDING;
    const [row] = await queryRows<{ at: Date | null }>(this.database, `SELECT min(next_at) AS at ${from}`, [id]);
    return row?.at ?? undefined;
  }

  async record(one: RecordedTry): Promise<void> {
    const { delivery, at, tookMs, url, requestHeaders, answerStatus, answerBody, problem, status, nextAt, giveUpAt } = one;
    const headers = JSON.stringify(requestHeaders);
    const endedAt = new Date(at.getTime() + tookMs).toISOString();
    const values = [delivery, at.toISOString(), tookMs, url, headers, answerStatus, answerBody, problem, status];
    await queryRows(this.database, RECORD, [...values, nextAt?.toISOString() ?? null, endedAt, giveUpAt.toISOString()]);
  }

  /** Those of a paused endpoint whose time is over are given up without another try. Answers how many. */
  async giveUpOverdue(endpoint: string, now: Date): Promise<number> {
    const text = `UPDATE webhook_deliveries SET status = 'failed', ended_at = $2::timestamptz
      WHERE endpoint = $1 AND status = 'pending' AND give_up_at <= $2::timestamptz RETURNING 1`;
    return (await queryRows(this.database, text, [endpoint, now.toISOString()])).length;
  }

  /** Takes away those that ended before, some at once; answers how many. */
  async removeEnded(before: Date, count: number): Promise<number> {
    const text = `DELETE FROM webhook_deliveries WHERE id IN (
      SELECT id FROM webhook_deliveries WHERE status <> 'pending' AND ended_at < $1::timestamptz ORDER BY ended_at LIMIT $2) RETURNING 1`;
    return (await queryRows(this.database, text, [before.toISOString(), count])).length;
  }
}

export interface DueQuery {
  readonly now: Date;
  readonly without: readonly string[];
  readonly count: number;
  /** All else waits. */
  readonly onlyAskedFor: boolean;
}
