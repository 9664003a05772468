import { Inject, Injectable } from '@nestjs/common';
import { Session, type Value } from '@tollgate/postgres';
import { CONFIG } from '@tollgate/service';
import type { Config } from '../config.js';
import { applyStatement } from './apply-statement.js';
import { showTable, tableOf, tablesOfGeneration } from './generation-tables.js';
import type { TableChanges } from './projection.js';
import { projections } from './projections.js';
import type { Versions } from './reported-order.js';

/** How far one generation of the read models has come. */
export interface Generation {
  readonly generation: number;
  readonly state: 'live' | 'building';
  /** Ends the names of its tables; of another attempt at filling it they are others. */
  readonly suffix: string;
  /** Where its next page begins; empty at the beginning. */
  readonly cursor: string;
  readonly appliedPosition: bigint;
  readonly appliedEvents: bigint;
}

/** A page of the log, applied to a generation. */
export interface AppliedPage extends Pick<Generation, 'generation' | 'suffix'> {
  readonly from: string;
  readonly to: string;
  /** The highest position in it; 0n for none. */
  readonly position: bigint;
  readonly eventCount: number;
  /** Table by table, in the order of the registry. */
  readonly changes: readonly TableChanges[];
}

const tables = projections.map(({ table }) => table);
const generationsText = `SELECT generation, state, generation || '_' || attempt, cursor, applied_position, applied_events FROM progress
  WHERE state IN ('live', 'building') ORDER BY state DESC`;
const versionsText = (suffix: string): string =>
  `SELECT order_id, versions FROM ${tableOf({ name: 'orders' }, suffix)} WHERE order_id = ANY ($1::uuid[])`;
const retiredText = `SELECT generation FROM progress WHERE state IN ('retired', 'failed') AND NOT is_purged ORDER BY generation LIMIT 1`;
const leftText = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename ~ $1`;

/** Rows and position are lost together, if at all, and are then applied again: no reason to wait for the disk. */
const settings = { synchronous_commit: 'off', enable_seqscan: 'off' };

/** The generations of the read models as the leading replica writes them: on one session, so that statements keep their
 *  order. */
@Injectable()
export class Generations {
  private readonly session: Session;

  constructor(@Inject(CONFIG) { postgresUrl: connectionString }: Config) {
    this.session = new Session({ connectionString, name: 'reporting projections', settings });
  }

  /** The live one first, then the one that is being built, if any. */
  async all(): Promise<readonly Generation[]> {
    const rows = await this.session.read({ name: 'generations', text: generationsText });
    return rows.map(([generation, state, suffix, cursor, position, events]) => ({
      generation: Number(generation),
      state: state as Generation['state'],
      suffix: suffix ?? '',
      cursor: cursor ?? '',
      appliedPosition: BigInt(position ?? 0),
      appliedEvents: BigInt(events ?? 0),
    }));
  }

  /** How far these orders are in the generation's rows; those without a row are left out. */
  async versionsOf({ suffix }: Pick<Generation, 'suffix'>, orders: readonly string[]): Promise<ReadonlyMap<string, Versions>> {
    const rows = await this.session.read({ name: `versions ${suffix}`, text: versionsText(suffix), values: [orders] });
    return new Map(rows.map(([order, versions]) => [order ?? '', JSON.parse(versions ?? '{}') as Versions]));
  }

  /** Rows and position in one transaction. False, and nothing written, when the generation is not where the page began.
   *  Throws ConnectionLost when it is not known whether the page was applied: the position tells. */
  async apply({ generation, suffix, from, to, position, eventCount, changes }: AppliedPage): Promise<boolean> {
    const values: readonly Value[] = [generation, from, to, position, eventCount, ...changes.flat()];
    const moved = await this.session.query({ name: `apply ${suffix}`, text: applyStatement(tables, suffix), values });
    return moved.length === 1;
  }

  /** Shows this generation instead of the one shown now, at once and whole. */
  async show({ generation, suffix }: Pick<Generation, 'generation' | 'suffix'>): Promise<void> {
    await this.session.transaction([
      { text: `UPDATE progress SET state = 'retired' WHERE state = 'live'` },
      { text: `UPDATE progress SET state = 'live' WHERE generation = $1`, values: [generation] },
      ...tables.map((table) => ({ text: showTable(table, suffix) })),
    ]);
  }

  /** Gives up a generation that was being built; its progress says why. */
  async fail(generation: number, error: string): Promise<void> {
    const text = `UPDATE progress SET state = 'failed', error = $2 WHERE generation = $1 AND state = 'building'`;
    await this.session.query({ text, values: [generation, error] });
  }

  /** Removes the tables of a generation that is not shown, nor will be. Answers whether there was one. */
  async purge(): Promise<boolean> {
    const [retired] = await this.session.query({ name: 'retired', text: retiredText });
    const generation = Number(retired?.[0] ?? 0);
    if (generation === 0) return false;
    const left = await this.session.query({ text: leftText, values: [tablesOfGeneration(generation)] });
    await this.session.transaction([
      ...left.map(([table]) => ({ text: `DROP TABLE IF EXISTS ${table}` })),
      { text: 'UPDATE progress SET is_purged = true WHERE generation = $1', values: [generation] },
    ]);
    return true;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
