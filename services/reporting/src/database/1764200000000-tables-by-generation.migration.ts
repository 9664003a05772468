import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createIndexes,
  createKey,
  createTable,
  dailySalesView,
  showTable,
  tablesOfGeneration,
  tidyTable,
} from '../projection/generation-tables.js';
import { projections } from '../projection/projections.js';

/** Each generation of the read models has tables of its own, made of what the registry says: a rebuild fills its own without indexes, nobody reads
 *  them until they are shown, and they are dropped whole. `attempt` makes them others where a rebuild begins once more, so that whoever was at it
 *  before writes into none of them. */
export class TablesByGeneration1764200000000 implements MigrationInterface {
  readonly name = 'TablesByGeneration1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW daily_sales');
    await runner.query('DROP VIEW orders');
    await runner.query('DROP TABLE sales_by_generation');
    await runner.query('DROP TABLE orders_by_generation');
    await runner.query('ALTER TABLE progress ADD COLUMN attempt int NOT NULL DEFAULT 0');
    await beginAnew(runner);
  }

  async down(): Promise<void> {
    throw new Error('an earlier release builds its read models of its own');
  }
}

const tables = projections.map(({ table }) => table);

/** Begins the read models anew, for a release that keeps others than the one before. The new ones are filled from the beginning of the log, in
 *  place at the pace of what is live, and beside it at that of a rebuild, whichever is there first. */
export const beginAnew = async (runner: QueryRunner): Promise<void> => {
  for (const { name } of [{ name: 'daily_sales' }, ...tables]) await runner.query(`DROP VIEW IF EXISTS ${name}`);
  const known: readonly { generation: number }[] = await runner.query('SELECT generation FROM progress ORDER BY generation');
  for (const { generation } of known) await dropTables(runner, generation);
  await runner.query(`UPDATE progress SET state = 'retired', is_purged = true WHERE state IN ('live', 'building')`);
  const generation = (known.at(-1)?.generation ?? 0) + 1;
  await runner.query(`INSERT INTO progress (generation, state) VALUES ($1, 'live')`, [generation]);
  for (const table of tables) {
    for (const statement of [
      createTable(table, `${generation}_0`),
      ...createIndexes(table, `${generation}_0`),
      createKey(table, `${generation}_0`),
      tidyTable(table, `${generation}_0`),
      showTable(table, `${generation}_0`),
    ])
      await runner.query(statement);
  }
  await runner.query(dailySalesView);
  const [log]: readonly { events: string | null }[] = await runner.query(`SELECT to_regclass('order_log.events') AS events`);
  if (log?.events === null) return;
  await runner.query(
    `INSERT INTO progress (generation, state) SELECT $1, 'building' WHERE EXISTS (SELECT FROM order_log.events)`,
    [generation + 1],
  );
};

const dropTables = async (runner: QueryRunner, generation: number): Promise<void> => {
  const text = 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename ~ $1';
  const left: readonly { name: string }[] = await runner.query(text, [tablesOfGeneration(generation)]);
  for (const { name } of left) await runner.query(`DROP TABLE ${name}`);
};
