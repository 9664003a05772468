import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** How far the log has come, and how many events the relay has not looked at: counted up to `MAX_COUNTED`. */
export interface LogState {
  readonly position: bigint;
  readonly unrelayed: number;
}

/** So many behind is as bad as more. */
export const MAX_COUNTED = 10_000;

// The relay's mark is a horizon of transactions, and its position mostly 0: only all three together say how far it came.
const TEXT = `SELECT (SELECT coalesce(max(position), 0) FROM order_log.events)::text AS position,
  (SELECT count(*) FROM (SELECT FROM order_log.events e WHERE (e.epoch, e.xid, e.position) > (r.epoch, r.xid, r.position) LIMIT ${MAX_COUNTED}) AS ahead)::int AS unrelayed
  FROM order_log.relay r`;

@Injectable()
export class LogStateRepository {
  constructor(private readonly database: DataSource) {}

  /** Throws TransientError where the database does not answer. */
  async read(): Promise<LogState> {
    const [row] = await queryRows<{ position: string; unrelayed: number }>(this.database, TEXT);
    return { position: BigInt(row?.position ?? 0), unrelayed: row?.unrelayed ?? 0 };
  }
}
