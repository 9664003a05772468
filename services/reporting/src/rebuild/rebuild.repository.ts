import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';

/** How far a rebuild is. */
export interface RebuildProgress {
  /** Its read models are shown, or were until a later one replaced them. */
  readonly isDone: boolean;
  readonly appliedEvents: bigint;
  /** About as many there are to apply. */
  readonly totalEvents: bigint;
  /** Why it failed; empty while it goes well. */
  readonly error: string;
}

interface ProgressRow {
  readonly generation: number;
  readonly state: 'live' | 'building' | 'retired' | 'failed';
  readonly events: string;
  readonly error: string;
}

/** Rebuilds as the operator asks for them; the leading replica does what is asked. */
@Injectable()
export class RebuildRepository {
  constructor(private readonly database: DataSource) {}

  /** Asks for a new generation, or joins the one under way; answers which. */
  async begin(): Promise<number> {
    const insert = `INSERT INTO progress (generation, state) SELECT max(generation) + 1, 'building' FROM progress ON CONFLICT DO NOTHING`;
    await queryRows(this.database, insert);
    const newest = 'SELECT generation FROM progress ORDER BY generation DESC LIMIT 1';
    const [row] = await queryRows<{ generation: number }>(this.database, newest);
    return row?.generation ?? 0;
  }

  async progressOf(generation: number): Promise<RebuildProgress> {
    const text = `SELECT generation, state, applied_events AS events, error FROM progress WHERE generation = $1 OR state = 'live'`;
    const rows = await queryRows<ProgressRow>(this.database, text, [generation]);
    const own = rows.find((row) => row.generation === generation);
    const live = rows.find(({ state }) => state === 'live');
    return {
      isDone: own?.state === 'live' || own?.state === 'retired',
      appliedEvents: BigInt(own?.events ?? 0),
      totalEvents: BigInt(live?.events ?? 0),
      error: own === undefined ? 'there is no such rebuild' : own.error,
    };
  }
}
