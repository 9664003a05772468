import { performance } from 'node:perf_hooks';
import type { RecordedEvent } from '@tollgate/contracts';
import { Lease, type Row, type Session } from '@tollgate/postgres';
import type { Publish } from '../append/append-request.js';
import { unreadEventIn } from '../postgres/rows.js';
import { type BusLedger, earlierCursor } from './bus-ledger.js';
import { IN_WINDOW, windowEnd } from './log-window.js';
import { postgresBusLedger } from './postgres-bus-ledger.js';
import { Sweep } from './sweep.js';

const intervalMs = 1_000;
/** An appender publishes at once; what is younger than this is still its own affair. */
const graceMs = 2_000;
const pageSize = 500;

/** Everything below the horizon is committed or gone for good. The latest epoch is that of the database at hand. */
export const horizonText = `SELECT (SELECT max(epoch) FROM order_log.epochs), pg_snapshot_xmin(pg_current_snapshot()), epoch, xid, position
  FROM order_log.relay`;
/** What lies between the cursor and the horizon, and its appender does not know to be published. Usually nothing. */
export const unpublishedText = `SELECT e.header, e.data, e.hash, e.epoch, e.xid, e.position
  FROM order_log.events e LEFT JOIN order_log.publisher p ON p.instance = e.appended_by
  WHERE ${IN_WINDOW} AND e.position > coalesce(p.published_to, 0)
  ORDER BY e.epoch, e.xid, e.position LIMIT ${pageSize}`;
const moveText = `UPDATE order_log.relay SET epoch = $1::int, xid = $2::xid8, position = $3::bigint
  WHERE (epoch, xid, position) < ($1::int, $2::xid8, $3::bigint)`;

export interface RelayOptions {
  readonly connectionString: string;
  /** Reads the log. Of the relay alone, so that nobody waits for what it looks at; used only where the lease is held. */
  readonly session: Session;
  readonly publish: Publish;
  /** Called with the number of events that the relay had to publish. */
  readonly onRelayed?: ((count: number) => void) | undefined;
  /** Called every second by the one process that relays, with another ledger each time that it became the one. */
  readonly whileLeading?: ((ledger: BusLedger) => void) | undefined;
  /** See SweepOptions. */
  readonly onStanding?: ((events: readonly RecordedEvent[]) => void) | undefined;
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

interface Horizon {
  readonly epoch: string;
  readonly xid: string;
  readonly seenAtMs: number;
}

/** One time of having the part. */
interface Term {
  readonly ledger: BusLedger;
  readonly sweep: Sweep;
}

/** Publishes what a crashed appender committed and left. Runs in every service; a lease lets one work at a time. Two
 *  that work at once, while a lease changes hands, publish the same twice, which the bus takes once. */
export class Relay {
  private readonly timer: NodeJS.Timeout;
  private readonly lease: Lease;
  private term: Term | undefined;
  private horizons: Horizon[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly options: RelayOptions) {
    const { connectionString, onFailure } = options;
    this.lease = Lease.open({ connectionString, name: 'order_log.relay', onFailure, onGained: () => this.beginTerm() });
    this.timer = setInterval(() => {
      // Also while the relay waits for a bus that is full: whoever is called makes room.
      if (this.lease.isHeld) this.lead();
      this.running ??= this.tick().finally(() => {
        this.running = undefined;
      });
    }, intervalMs).unref();
  }

  /** What was known of an earlier time is not to be gone by: somebody else may have had the part since. */
  private beginTerm(): void {
    const ledger = postgresBusLedger(this.options.session, () => this.lease.isHeld && this.term?.ledger === ledger);
    this.term = { ledger, sweep: new Sweep(this.options) };
  }

  private lead(): void {
    if (this.term === undefined) return;
    this.options.whileLeading?.(this.term.ledger);
    this.term.sweep.look(this.term.ledger);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    await Promise.all([this.lease.close(), this.options.session.close()]);
  }

  private async tick(): Promise<void> {
    try {
      if (this.lease.isHeld) {
        await this.relay();
      } else this.horizons = [];
    } catch (error) {
      this.options.onFailure?.(error);
    }
  }

  private async relay(): Promise<void> {
    const [row] = await this.options.session.read({ name: 'horizon', text: horizonText });
    const [epoch, xid, ...cursor] = row ?? [];
    const nowMs = performance.now();
    this.horizons.push({ epoch: epoch ?? '0', xid: xid ?? '0', seenAtMs: nowMs });
    const settled = this.horizons.findLast(({ seenAtMs }) => seenAtMs <= nowMs - graceMs);
    if (settled === undefined) return;
    this.horizons = this.horizons.filter(({ seenAtMs }) => seenAtMs >= settled.seenAtMs);
    await this.publishUpTo(settled, cursor);
  }

  private async publishUpTo({ epoch, xid }: Horizon, cursor: Row): Promise<void> {
    const { session, publish, onRelayed } = this.options;
    const horizon: Row = [epoch, xid, '0'];
    let from: Row = cursor;
    while (isBefore(from, horizon)) {
      const end = await windowEnd(session, from, horizon);
      const rows = await session.read({ name: 'unpublished', text: unpublishedText, values: [...from, ...end] });
      const events = rows.map(unreadEventIn);
      await Promise.all(events.map((event) => publish(event)));
      if (events.length > 0) onRelayed?.(events.length);
      from = rows.length < pageSize ? end : (rows.at(-1)?.slice(3) ?? end);
      await session.query({ name: 'move', text: moveText, values: from });
    }
  }
}

const isBefore = (from: Row, to: Row): boolean => {
  const [a, b] = [from.join('.'), to.join('.')];
  return a !== b && earlierCursor(a, b) === a;
};
