import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** How far the log has come, and the relay behind it. */
export interface LogState {
  readonly position: bigint;
  readonly relayedTo: bigint;
}

const TEXT = `SELECT coalesce(max(position), 0)::text AS position, (SELECT position FROM order_log.relay)::text AS "relayedTo" FROM order_log.events`;

@Injectable()
export class LogStateRepository {
  constructor(private readonly database: DataSource) {}

  /** Throws TransientError where the database does not answer. */
  async read(): Promise<LogState> {
    const [row] = await queryRows<{ position: string; relayedTo: string }>(this.database, TEXT);
    return { position: BigInt(row?.position ?? 0), relayedTo: BigInt(row?.relayedTo ?? 0) };
  }
}
