import { Inject, Injectable } from '@nestjs/common';
import { invariant } from '@tollgate/errors';
import { Session, type Statement } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import {
  createIndexes,
  createKey,
  createTable,
  tableOf,
  tablesOfGeneration,
  tidyTable,
} from '../projection/generation-tables.js';
import { projections } from '../projection/projections.js';
import { addParts, crashGuardOf, createCrashGuard, createParts, partsOf } from './parts.js';

/** What is filled at one go: all events below a horizon, which stay what they are. */
export interface FillPlan {
  readonly generation: number;
  readonly attempt: number;
  /** Ends the names of the tables. */
  readonly suffix: string;
  readonly epoch: string;
  /** No transaction below it is still open. */
  readonly xid: string;
  /** Subjects (uuids) that part the log into pieces of about the same length, as many as there are workers but one. */
  readonly cuts: readonly string[];
}

/** What was filled. */
export interface Filled {
  readonly events: bigint;
  /** The highest position among them. */
  readonly position: bigint;
}

const tables = projections.map(({ table }) => table);
const beginText = `UPDATE progress SET attempt = attempt + 1, applied_events = 0, applied_position = 0
  WHERE generation = $1 AND state = 'building' AND cursor = '' RETURNING attempt`;
const leftText = 'SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename ~ $1';
const horizonText = 'SELECT order_log.open_epoch(), pg_snapshot_xmin(pg_current_snapshot())';
const cutText = `SELECT subject_id FROM order_log.events
  WHERE position >= (SELECT max(position) FROM order_log.events) * $1::int / $2::int ORDER BY position LIMIT 1`;
const doneText = (suffix: string): string =>
  `UPDATE progress SET cursor = $3, applied_position = $4::bigint, applied_events = $5::bigint, applied_at = clock_timestamp()
  WHERE generation = $1 AND attempt = $2 AND state = 'building' AND cursor = '' AND EXISTS (SELECT FROM ${crashGuardOf(suffix)})
  RETURNING generation`;
const progressText = `UPDATE progress SET applied_events = $3::bigint WHERE generation = $1 AND attempt = $2 AND cursor = ''`;

/** An index of a large table takes its time. */
const STATEMENT_MS = 600_000;
const timeouts = { statementMs: STATEMENT_MS, queryMs: STATEMENT_MS + 10_000 };
/** What is built here can be built again: no reason to wait for the disk. Sums are made of sorted rows: hashing takes twice the time and, as each of
 *  seventeen sums is kept beside its row, four times the memory. */
const settings = { synchronous_commit: 'off', maintenance_work_mem: '128MB', work_mem: '64MB', enable_hashagg: 'off' };

/** The tables of a generation while they are filled: without key and indexes, and read by nobody. */
@Injectable()
export class FillTables {
  private readonly sessions: readonly Session[];

  constructor(@Inject(CONFIG) { postgresUrl: connectionString }: Config) {
    this.sessions = [1, 2].map(
      (number) => new Session({ connectionString, name: `reporting rebuild ${number}`, timeouts, settings }),
    );
  }

  /** Makes the tables, other ones for each attempt: whoever filled those of an earlier one finds none. Undefined where the generation is filled
   *  already, or is not wanted any more. Throws TransientError. */
  async begin(generation: number, workers: number): Promise<FillPlan | undefined> {
    const [begun] = await this.query({ text: beginText, values: [generation] });
    if (begun === undefined) return undefined;
    const attempt = Number(begun[0]);
    const suffix = `${generation}_${attempt}`;
    for (const [left] of await this.query({ text: leftText, values: [tablesOfGeneration(generation)] }))
      await this.query({ text: `DROP TABLE IF EXISTS ${left}` });
    await this.query({ text: createCrashGuard(suffix) });
    for (const table of tables) {
      await this.query({ text: createTable(table, suffix) });
      if (table.onConflict === 'add') await this.query({ text: createParts(table, suffix) });
    }
    const [horizon] = await this.query({ text: horizonText });
    const [epoch, xid] = horizon ?? [];
    invariant(typeof epoch === 'string' && typeof xid === 'string', 'the log has an epoch');
    const cuts: string[] = [];
    for (let cut = 1; cut < workers; cut += 1) {
      const [found] = await this.query({ text: cutText, values: [cut, workers] });
      if (found?.[0]) cuts.push(found[0]);
    }
    return { generation, attempt, suffix, epoch, xid, cuts: [...new Set(cuts)].sort() };
  }

  async report({ generation, attempt }: FillPlan, events: bigint): Promise<void> {
    await this.query({ text: progressText, values: [generation, attempt, events] });
  }

  /** Adds up the parts, makes keys and indexes, and says how far the generation is: what follows the horizon is read as ever. Throws where another
   *  attempt began meanwhile, and where the database crashed: what is lost then is filled anew. */
  async finish(plan: FillPlan, { events, position }: Filled): Promise<void> {
    const { generation, attempt, suffix, epoch, xid } = plan;
    const sums = tables.filter(({ onConflict }) => onConflict === 'add');
    await this.sideBySide(sums.map((table) => [...addParts(table, suffix), `DROP TABLE ${partsOf(table, suffix)}`]));
    await this.sideBySide(tables.flatMap((table) => createIndexes(table, suffix)).map((text) => [text]));
    await this.sideBySide(
      tables.map((table) => [createKey(table, suffix), `ANALYZE ${tableOf(table, suffix)}`, tidyTable(table, suffix)]),
    );
    const values = [generation, attempt, `${epoch}.${xid}.0`, position, events];
    const [done] = await this.query({ text: doneText(suffix), values });
    invariant(done !== undefined, 'the database did not crash meanwhile, and nobody else began to fill the generation');
    await this.query({ text: `DROP TABLE ${crashGuardOf(suffix)}` });
  }

  async close(): Promise<void> {
    await Promise.all(this.sessions.map((session) => session.close()));
  }

  /** Lists of statements, each on whichever session is free: the largest tables come first. */
  private async sideBySide(work: readonly (readonly string[])[]): Promise<void> {
    const left = [...work];
    const take = async (session: Session): Promise<void> => {
      for (let statements = left.shift(); statements !== undefined; statements = left.shift())
        for (const text of statements) await session.query({ text });
    };
    await Promise.all(this.sessions.map(take));
  }

  private async query(statement: Statement) {
    const [session] = this.sessions;
    invariant(session !== undefined, 'there is a session');
    return session.query(statement);
  }
}
