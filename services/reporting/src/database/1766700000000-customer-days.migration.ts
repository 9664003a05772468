import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ordersProjection } from '../orders/orders-projection.js';
import { createIndex, tableOf } from '../projection/generation-tables.js';

/** What customers bought, packed by day for the report of a year to be read at once. It is made of the read models by a replica that has the time,
 *  and believed only while they say that nothing came to it since: so nothing begins anew, and replicas of the release before go on beside it, as
 *  they neither write nor read it. Numbers are short names of customers, the same in every generation. */
export class CustomerDays1766700000000 implements MigrationInterface {
  readonly name = 'CustomerDays1766700000000';

  async up(runner: QueryRunner): Promise<void> {
    const owner = 'merchant text COLLATE "C" NOT NULL, mode text COLLATE "C" NOT NULL';
    await runner.query(`CREATE TABLE customer_numbers (${owner}, number int NOT NULL, customer text COLLATE "C" NOT NULL,
      PRIMARY KEY (merchant, mode, number), UNIQUE (merchant, mode, customer))`);
    await runner.query(`CREATE TABLE customer_packs (
      pack bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, generation int NOT NULL, ${owner},
      -- days before it are packed
      until timestamptz NOT NULL,
      -- how many orders were placed before it then, and how many captures, refunds and credits there were
      orders bigint NOT NULL,
      movements bigint NOT NULL,
      UNIQUE (generation, merchant, mode)
    )`);
    // A day that is there stays as it is: what is packed anew is another pack.
    await runner.query(`CREATE TABLE customer_days (
      pack bigint NOT NULL REFERENCES customer_packs ON DELETE CASCADE, currency text COLLATE "C" NOT NULL, day timestamptz NOT NULL,
      -- columns of numbers: packed-columns.ts
      bought bytea NOT NULL,
      returned bytea NOT NULL,
      PRIMARY KEY (pack, currency, day)
    )`);
    // Numbers do not get shorter by being compressed.
    await runner.query('ALTER TABLE customer_days ALTER bought SET STORAGE EXTERNAL, ALTER returned SET STORAGE EXTERNAL');
    await indexCredits(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['customer_days', 'customer_packs', 'customer_numbers']) await runner.query(`DROP TABLE ${table}`);
  }
}

/** Generations to come have the index from the registry. */
const indexCredits = async (runner: QueryRunner): Promise<void> => {
  const live: readonly { suffix: string }[] = await runner.query(
    `SELECT generation || '_' || attempt AS suffix FROM progress WHERE state = 'live'`,
  );
  const credits = ordersProjection.table.indexes.find(({ name }) => name === 'credits');
  for (const { suffix } of live)
    if (credits !== undefined)
      await runner.query(createIndex(tableOf(ordersProjection.table, suffix), credits, 'IF NOT EXISTS '));
};
