import type { DataSource } from 'typeorm';

export interface OpenReversal {
  /** uuid */
  readonly order: string;
  readonly isLateApproval: boolean;
  /** This one counted. */
  readonly attempts: number;
}

/** Longer than an attempt takes: until then no other replica touches it. */
const LEASE = "interval '15 seconds'";
const KEEP = `insert into open_reversals (order_id, is_late_approval, due_at, attempts) values ($1, $2, now() + ${LEASE}, 1)
  on conflict (order_id) do update set is_late_approval = open_reversals.is_late_approval or excluded.is_late_approval`;
const CLAIM = `update open_reversals set due_at = now() + ${LEASE}, attempts = attempts + 1
  where order_id in (select order_id from open_reversals where due_at <= now() order by due_at limit $1 for update skip locked)
  returning order_id, is_late_approval, attempts`;
const POSTPONE = "update open_reversals set due_at = now() + $2 * interval '1 millisecond' where order_id = $1";

/** A few hundred thousand events back: far more than can have been in flight. */
const SCANNED_EVENTS = 200_000;
/** Requests that a process with our terminal left open when it died. Both scans go by an index: of the position, and of the version. */
export const orphansText = `select request.order_id, now() from order_log.events request
  where request.position > (select coalesce(max(position), 0) - ${SCANNED_EVENTS} from order_log.events)
    and request.type = 'AuthorizationRequested' and request.data #>> '{trace,terminalId}' = $1
    and not exists (select from order_log.events outcome
      where outcome.order_id = request.order_id and outcome.stream = 'payment' and outcome.version = request.version + 1)`;
const KEEP_ORPHANS = `insert into open_reversals (order_id, due_at) ${orphansText} on conflict do nothing returning order_id`;

/** The reversals that are owed: store and forward. A row is there before the time-out that calls for it is in the log. */
export class OpenReversals {
  constructor(private readonly database: DataSource) {}

  /** Keeps a reversal for an order; whoever keeps it has 15 s to send it before the sweeper does. */
  async keep(order: string, isLateApproval: boolean): Promise<void> {
    await this.database.query(KEEP, [order, isLateApproval]);
  }

  /** Keeps one for every request that our terminal left without outcome; answers how many. Only at start, before anything is sent. */
  async keepOrphans(terminalId: string): Promise<number> {
    const rows: unknown[] = await this.database.query(KEEP_ORPHANS, [terminalId]);
    return rows.length;
  }

  /** Takes what is due, for 15 s, from the other replicas, too. */
  async claim(limit: number): Promise<readonly OpenReversal[]> {
    const [rows]: [{ order_id: string; is_late_approval: boolean; attempts: number }[], number] = await this.database.query(
      CLAIM,
      [limit],
    );
    return rows.map((row) => ({ order: row.order_id, isLateApproval: row.is_late_approval, attempts: row.attempts }));
  }

  async postpone(order: string, byMs: number): Promise<void> {
    await this.database.query(POSTPONE, [order, byMs]);
  }

  /** Once it is acknowledged; a late approval that was seen meanwhile keeps its own. */
  async drop(order: string, isLateApproval: boolean): Promise<void> {
    await this.database.query('delete from open_reversals where order_id = $1 and is_late_approval = $2', [
      order,
      isLateApproval,
    ]);
  }
}
