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
  /** By hand: it is tried before all else, whatever the pause says. */
  readonly isAskedFor: boolean;
}

/** A try and what becomes of its webhook. */
export interface RecordedTry {
  readonly delivery: string;
  /** As it was read: somebody may have asked for it anew meanwhile. */
  readonly giveUpAt: Date;
  readonly number: number;
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

const EVENT = `d.id, d.is_first AS "isAskedFor", d.event, d.sequence, d.tries, d.recent_tries AS "recentTries", d.give_up_at AS "giveUpAt", d.body,
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
/** Of each order the first that is not through; before all others that of an order of which one was asked for. Tests are of no order. */
const HEADS = `(SELECT DISTINCT ON (subject_id) *, COALESCE(subject_id, endpoint) IN (
      SELECT COALESCE(subject_id, endpoint) ${PENDING} AND is_asked_for) AS is_first ${PENDING} ORDER BY subject_id, sequence) AS head`;
const DUE_HEADS = `SELECT ${EVENT} FROM (
    SELECT * FROM ${HEADS} WHERE ${IS_DUE} AND (is_first OR NOT $5::boolean) ORDER BY is_first DESC, next_at, number LIMIT $4) AS d ${WITH_EVENT}
  ORDER BY d.is_first DESC, d.next_at, d.number`;

const RECORD = `WITH tried AS (
    INSERT INTO webhook_tries (delivery, number, at, took_ms, url, request_headers, answer_status, answer_body, problem)
    SELECT id, $2, $3::timestamptz, $4, $5, $6::json, $7, $8, $9 FROM webhook_deliveries WHERE id = $1 ON CONFLICT DO NOTHING)
  UPDATE webhook_deliveries SET status = $10, tries = GREATEST(tries, $2), recent_tries = recent_tries + 1,
    is_asked_for = false, next_at = COALESCE($11::timestamptz, next_at), ended_at = CASE WHEN $10 = 'pending' THEN NULL ELSE $12::timestamptz END, answer_status = $7, problem = $9
  WHERE id = $1 AND status = 'pending' AND ($10 = 'succeeded' OR date_trunc('milliseconds', give_up_at) = date_trunc('milliseconds', $13::timestamptz))`;

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
    const { delivery, number, at, tookMs, url, requestHeaders, answerStatus, answerBody, problem, status, nextAt, giveUpAt } =
      one;
    const headers = JSON.stringify(requestHeaders);
    const endedAt = new Date(at.getTime() + tookMs).toISOString();
    const values = [delivery, number, at.toISOString(), tookMs, url, headers, answerStatus, answerBody, problem, status];
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
