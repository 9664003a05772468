import { performance } from 'node:perf_hooks';
import type { Publish } from '../append-request.js';
import type { Connection, Row } from './connection.js';
import { unreadEventIn } from './reader.js';

const intervalMs = 1_000;
/** An appender publishes at once; what is younger than this is still its own affair. */
const graceMs = 2_000;
const pageSize = 500;

const leaseText = "SELECT pg_try_advisory_lock(hashtext('order_log.relay'))";
/** Everything below the horizon is committed or gone for good. */
export const horizonText = 'SELECT pg_snapshot_xmin(pg_current_snapshot()), epoch, xid, position FROM order_log.relay';
/** What lies between the cursor and the horizon, and its appender does not know to be published. Usually nothing. */
export const unpublishedText = `SELECT e.header, e.data, e.hash, e.epoch, e.xid, e.position
  FROM order_log.events e LEFT JOIN order_log.publisher p ON p.instance = e.appended_by
  WHERE (e.epoch, e.xid, e.position) > ($1::int, $2::xid8, $3::bigint) AND (e.epoch, e.xid) < ($4::int, $5::xid8)
    AND e.position > coalesce(p.published_to, 0)
  ORDER BY e.epoch, e.xid, e.position LIMIT ${pageSize}`;
const moveText = `UPDATE order_log.relay SET epoch = $1::int, xid = $2::xid8, position = $3::bigint
  WHERE (epoch, xid, position) < ($1::int, $2::xid8, $3::bigint)`;

export interface RelayOptions {
  readonly connection: Connection;
  readonly publish: Publish;
  /** Told of every event that the relay had to publish. */
  readonly onRelayed?: ((count: number) => void) | undefined;
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

interface Horizon {
  readonly xid: string;
  readonly seenAtMs: number;
}

/** Publishes what a crashed appender committed and left. Runs in every service; a lock of the session lets one work at a time. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #timer: NodeJS.Timeout;
  #leaseSession: number | undefined;
  #horizons: Horizon[] = [];
  #running: Promise<void> | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#running ??= this.#tick();
    }, intervalMs).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #tick(): Promise<void> {
    try {
      await this.#options.connection.ready(intervalMs);
      if (await this.#hasLease()) await this.#relay();
    } catch (error) {
      this.#options.onFailure?.(error);
    } finally {
      this.#running = undefined;
    }
  }

  /** A lock asked for again would count twice, so it is asked for once a session. */
  async #hasLease(): Promise<boolean> {
    const { connection } = this.#options;
    if (this.#leaseSession === connection.session) return true;
    const [row] = await connection.query({ name: 'lease', text: leaseText, values: [] });
    const isGranted = row?.[0] === 't';
    this.#leaseSession = isGranted ? connection.session : undefined;
    this.#horizons = [];
    return isGranted;
  }

  async #relay(): Promise<void> {
    const [row] = await this.#options.connection.query({ name: 'horizon', text: horizonText, values: [] });
    const [now = '0', ...cursor] = row ?? [];
    const nowMs = performance.now();
    this.#horizons.push({ xid: now ?? '0', seenAtMs: nowMs });
    const settled = this.#horizons.findLast(({ seenAtMs }) => seenAtMs <= nowMs - graceMs);
    if (settled === undefined) return;
    this.#horizons = this.#horizons.filter(({ seenAtMs }) => seenAtMs >= settled.seenAtMs);
    await this.#publishUpTo(settled.xid, cursor);
  }

  async #publishUpTo(horizon: string, cursor: Row): Promise<void> {
    const { connection, publish, onRelayed } = this.#options;
    const { epoch } = connection;
    let from: Row = cursor;
    for (;;) {
      const rows = await connection.query({ name: 'unpublished', text: unpublishedText, values: [...from, epoch, horizon] });
      const events = rows.map(unreadEventIn);
      await Promise.all(events.map(publish));
      if (events.length > 0) onRelayed?.(events.length);
      const isAll = rows.length < pageSize;
      from = isAll ? [String(epoch), horizon, '0'] : (rows.at(-1)?.slice(3) ?? []);
      await connection.query({ name: 'move', text: moveText, values: from });
      if (isAll) return;
    }
  }
}
