import { Injectable } from '@nestjs/common';
import type { EventTexts } from '@tollgate/contracts';
import { queryRows } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import type { WebhookStore } from '../webhook-endpoints/webhook-endpoints.repository.js';

export interface DeliveryRow {
  readonly id: string;
  readonly number: string;
  readonly endpoint: string;
  readonly event: string;
  readonly order: string | null;
  readonly type: string;
  readonly sequence: number;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly tries: number;
  readonly nextAt: Date;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly answerStatus: number;
  readonly problem: string;
}

export interface TryRow {
  readonly number: number;
  readonly at: Date;
  readonly tookMs: number;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly answerStatus: number;
  readonly answerBody: string;
  readonly problem: string;
}

export interface DeliveryQuery {
  /** uuid; empty: of all. */
  readonly endpoint: string;
  readonly order: string;
  readonly status: string;
  readonly limit: number;
  /** The number of the last one on the page before; undefined: the first page. */
  readonly before: string | undefined;
}

export interface TestDelivery {
  readonly endpoint: string;
  readonly event: string;
  readonly type: string;
  readonly body: string;
  readonly at: Date;
  readonly giveUpAt: Date;
}

const COLUMNS = `d.id, d.number::text, d.endpoint, d.event, d.subject_id AS "order", d.type, d.sequence, d.status, d.tries, d.next_at AS "nextAt",
  d.created_at AS "createdAt", d.ended_at AS "endedAt", d.answer_status AS "answerStatus", d.problem`;
const TRIES = `SELECT number, at, took_ms AS "tookMs", url, request_headers AS "requestHeaders", answer_status AS "answerStatus",
    answer_body AS "answerBody", problem
  FROM webhook_tries WHERE delivery = $1 ORDER BY number DESC LIMIT 50`;

/** What became of merchants' webhooks, as they look at it. */
@Injectable()
export class DeliveryLog {
  constructor(private readonly database: DataSource) {}

  /** The newest first. */
  page(
    { merchant, mode }: WebhookStore,
    { endpoint, order, status, limit, before }: DeliveryQuery,
  ): Promise<readonly DeliveryRow[]> {
    const values: unknown[] = [merchant, mode, limit];
    const wants = (text: string, value: string | undefined): string => (value ? ` AND ${text} $${values.push(value)}` : '');
    const where =
      wants('d.endpoint =', endpoint) +
      wants('d.subject_id =', order) +
      wants('d.status =', status) +
      wants('d.number <', before);
    const text = `SELECT ${COLUMNS} FROM webhook_deliveries d WHERE d.merchant = $1 AND d.mode = $2${where} ORDER BY d.number DESC LIMIT $3`;
    return queryRows<DeliveryRow>(this.database, text, values);
  }

  /** With the event that it tells. */
  async find({ merchant, mode }: WebhookStore, id: string): Promise<FoundDelivery | undefined> {
    const text = `SELECT ${COLUMNS}, d.body, e.header::text AS "headerText", e.data::text AS "dataText", encode(e.hash, 'hex') AS hash
      FROM webhook_deliveries d LEFT JOIN order_log.events e ON e.subject_id = d.subject_id AND e.stream = d.stream AND e.version = d.version
      WHERE d.id = $1 AND d.merchant = $2 AND d.mode = $3`;
    return (await queryRows<FoundDelivery>(this.database, text, [id, merchant, mode]))[0];
  }

  /** The newest, the first of them first. */
  async tries(id: string): Promise<readonly TryRow[]> {
    return (await queryRows<TryRow>(this.database, TRIES, [id])).toReversed();
  }

  /** Owed anew, until then, and before all that is due. */
  async renew(id: string, { now, giveUpAt }: Renewal, manager: EntityManager): Promise<void> {
    const text = `UPDATE webhook_deliveries SET status = 'pending', recent_tries = 0, next_at = $2::timestamptz, give_up_at = $3::timestamptz, ended_at = NULL,
        is_asked_for = true WHERE id = $1`;
    await queryRows(manager, text, [id, now.toISOString(), giveUpAt.toISOString()]);
  }

  /** The same event again is the same delivery. Answers its id. */
  async addTest({ merchant, mode }: WebhookStore, test: TestDelivery, manager: EntityManager): Promise<string> {
    const { endpoint, event, type, body, at, giveUpAt } = test;
    const text = `WITH added AS (
        INSERT INTO webhook_deliveries (endpoint, merchant, mode, event, body, type, sequence, next_at, give_up_at, created_at,
          is_asked_for)
        VALUES ($1, $2, $3, $4, $5, $6, 0, $7::timestamptz, $8::timestamptz, $7::timestamptz, true) ON CONFLICT (endpoint, event) DO NOTHING RETURNING id)
      SELECT id FROM added UNION ALL SELECT id FROM webhook_deliveries WHERE endpoint = $1 AND event = $4`;
    const values = [endpoint, merchant, mode, event, body, type, at.toISOString(), giveUpAt.toISOString()];
    return (await queryRows<{ id: string }>(manager, text, values))[0]?.id ?? '';
  }

  inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }
}

export interface Renewal {
  readonly now: Date;
  readonly giveUpAt: Date;
}

export interface FoundDelivery extends DeliveryRow, Partial<EventTexts> {
  readonly body: string | null;
}
