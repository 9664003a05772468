import { Inject, Injectable } from '@nestjs/common';
import { merchantEventTypes } from '@tollgate/contracts';
import { type DueWork, queryRows, type SqlRunner } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import { DUE_WORK } from '../outgoing/tokens.data.js';
import { TRIED_FOR_MS, WEBHOOKS } from './webhook.js';

/** So many events of the log are looked at in one transaction. */
export const PAGE = 1_000;

interface Place {
  readonly epoch: number;
  readonly xid: string;
  readonly position: string;
}

/** Nothing that a transaction which is still open could yet come before. */
const BELOW_HORIZON = '(e.epoch, e.xid) < ((SELECT max(epoch) FROM order_log.epochs), pg_snapshot_xmin(pg_current_snapshot()))';

/** The rows of `page` as deliveries of the endpoints that want them. An event's place among its order's is what lies before it in the log: below the
 *  horizon that is the same for ever, and for whoever counts. */
const INSERT_WANTED = `INSERT INTO webhook_deliveries (endpoint, merchant, mode, event, subject_id, stream, version, type, sequence, next_at, give_up_at,
    created_at)
  SELECT w.id, w.merchant, w.mode, (p.header ->> 'id')::uuid, p.subject_id, p.stream, p.version, p.type,
    (SELECT count(*) FROM order_log.events o
      WHERE o.subject_id = p.subject_id AND (o.epoch, o.xid, o.position) <= (p.epoch, p.xid, p.position))::int,
    $1::timestamptz, $2::timestamptz, $1::timestamptz
  FROM page p JOIN webhook_endpoints w ON w.merchant = p.header ->> 'merchant' AND w.mode = p.header ->> 'mode' AND w.is_enabled
  WHERE p.type = ANY ($3::text[]) AND (w.events = '{}' OR p.type = ANY (w.events))`;

const FOLLOW = `WITH page AS MATERIALIZED (
    SELECT e.subject_id, e.stream, e.version, e.type, e.header, e.epoch, e.xid, e.position FROM order_log.events e
    WHERE (e.epoch, e.xid, e.position) > ($4::int, $5::xid8, $6::bigint) AND ${BELOW_HORIZON}
    ORDER BY e.epoch, e.xid, e.position LIMIT ${PAGE}),
  written AS (${INSERT_WANTED} AND (p.epoch, p.xid) >= (w.since_epoch, w.since_xid) ORDER BY p.epoch, p.xid, p.position
    ON CONFLICT (endpoint, event) DO NOTHING RETURNING endpoint)
  SELECT (SELECT count(*)::int FROM page) AS count, last.epoch, last.xid::text, last.position::text,
    ARRAY(SELECT DISTINCT endpoint FROM written) AS endpoints
  FROM (SELECT epoch, xid, position FROM page ORDER BY epoch DESC, xid DESC, position DESC LIMIT 1) AS last`;

const REPLAY = `WITH page AS MATERIALIZED (
    SELECT e.subject_id, e.stream, e.version, e.type, e.header, e.epoch, e.xid, e.position FROM order_log.events e
    WHERE e.position > $4::bigint AND e.position <= $4::bigint + ${PAGE} AND ${BELOW_HORIZON}
      AND e.recorded_at >= $5::timestamptz AND e.recorded_at < $6::timestamptz),
  written AS (${INSERT_WANTED} AND w.id = $7::uuid ORDER BY p.epoch, p.xid, p.position
    ON CONFLICT (endpoint, event) DO UPDATE SET status = 'pending', recent_tries = 0, next_at = excluded.next_at, give_up_at = excluded.give_up_at,
      ended_at = NULL WHERE webhook_deliveries.status <> 'pending' RETURNING 1)
  SELECT (SELECT count(*)::int FROM written) AS count`;

export interface Replay {
  readonly endpoint: string;
  /** RFC 3339 */
  readonly from: string;
  readonly to: string;
}

/** The log, as merchants' endpoints hear of it: read once, by one replica at a time, and never passing over what commits later. */
@Injectable()
export class FollowedEvents {
  constructor(
    private readonly database: DataSource,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
  ) {}

  /** Where no endpoint is enabled the log is not read at all; undefined then. */
  async earliest(): Promise<Pick<Place, 'epoch' | 'xid'> | undefined> {
    const text = `SELECT since_epoch AS epoch, since_xid::text AS xid FROM webhook_endpoints WHERE is_enabled
      ORDER BY since_epoch, since_xid LIMIT 1`;
    return (await queryRows<Pick<Place, 'epoch' | 'xid'>>(this.database, text))[0];
  }

  /** Goes on in the log, from `earliest` at least: what endpoints want is owed to them, and how far it came is kept, by one commit. Answers how many
   *  events it passed; 0 also where another replica is at it. */
  follow(earliest: Pick<Place, 'epoch' | 'xid'>, now: Date): Promise<number> {
    return this.database.transaction(async (manager) => {
      const from = await this.place(manager, earliest);
      if (from === undefined) return 0;
      const values = [...timesOf(now), merchantEventTypes, from.epoch, from.xid, from.position];
      const [page] = await queryRows<Place & { readonly count: number; readonly endpoints: string[] }>(manager, FOLLOW, values);
      if (page === undefined) return 0;
      await this.owe(manager, page.endpoints, now);
      await queryRows(manager, 'UPDATE webhook_place SET epoch = $1, xid = $2::xid8, position = $3', [
        page.epoch,
        page.xid,
        page.position,
      ]);
      return page.count;
    });
  }

  /** The first place in the log that can hold what was recorded then. */
  async positionAt(time: string): Promise<bigint> {
    const [ends] = await queryRows<{ first: string | null; last: string | null }>(
      this.database,
      'SELECT min(position)::text AS first, max(position)::text AS last FROM order_log.events',
    );
    let [low, high] = [BigInt(ends?.first ?? 0) - 1n, BigInt(ends?.last ?? 0)];
    while (low + 1n < high) {
      const middle = (low + high) / 2n;
      const text = `SELECT recorded_at < $2::timestamptz - interval '5 minutes' AS is_before FROM order_log.events
        WHERE position >= $1::bigint ORDER BY position LIMIT 1`;
      const [row] = await queryRows<{ is_before: boolean }>(this.database, text, [String(middle), time]);
      if (row?.is_before === true) low = middle;
      else high = middle;
    }
    return low;
  }

  async lastPosition(): Promise<bigint> {
    const [row] = await queryRows<{ last: string | null }>(
      this.database,
      'SELECT max(position)::text AS last FROM order_log.events',
    );
    return BigInt(row?.last ?? 0);
  }

  /** Owes the endpoint what of the range lies within a page behind the position, also what it was sent before. */
  replay({ endpoint, from, to }: Replay, position: bigint, now: Date): Promise<void> {
    return this.database.transaction(async (manager) => {
      const values = [...timesOf(now), merchantEventTypes, String(position), from, to, endpoint];
      const [written] = await queryRows<{ count: number }>(manager, REPLAY, values);
      if (written !== undefined && written.count > 0) await this.owe(manager, [endpoint], now);
    });
  }

  private async place(manager: SqlRunner, { epoch, xid }: Pick<Place, 'epoch' | 'xid'>): Promise<Place | undefined> {
    const text = `SELECT CASE WHEN is_before THEN $1::int ELSE epoch END AS epoch, CASE WHEN is_before THEN $2::text ELSE xid::text END AS xid,
        CASE WHEN is_before THEN '0' ELSE position::text END AS position
      FROM (SELECT epoch, xid, position, (epoch, xid) < ($1::int, $2::text::xid8) AS is_before FROM webhook_place FOR UPDATE SKIP LOCKED) AS place`;
    return (await queryRows<Place>(manager, text, [epoch, xid]))[0];
  }

  /** What is paused is tried when its pause is over. */
  private async owe(manager: EntityManager, endpoints: readonly string[], now: Date): Promise<void> {
    if (endpoints.length === 0) return;
    const text = 'SELECT id, paused_until FROM webhook_endpoints WHERE id = ANY ($1::uuid[])';
    for (const { id, paused_until: pausedUntil } of await queryRows<Paused>(manager, text, [endpoints])) {
      const dueAt = pausedUntil !== null && pausedUntil > now ? pausedUntil : now;
      await this.dueWork.schedule({ kind: WEBHOOKS, key: id, dueAt }, manager);
    }
  }
}

interface Paused {
  readonly id: string;
  readonly paused_until: Date | null;
}

const timesOf = (now: Date): readonly string[] => [now.toISOString(), new Date(now.getTime() + TRIED_FOR_MS).toISOString()];
