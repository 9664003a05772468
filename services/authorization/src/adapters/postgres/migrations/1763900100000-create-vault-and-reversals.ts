import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The store-and-forward queue of reversals, and the numbers of messages. The vault's tables come from its own migration. */
export class CreateVaultAndReversals1763900100000 implements MigrationInterface {
  readonly name = 'CreateVaultAndReversals1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE open_reversals (
        order_id uuid NOT NULL,
        is_late_approval bool NOT NULL DEFAULT false,
        attempts int NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        CONSTRAINT open_reversals_pkey PRIMARY KEY (order_id)
      )`);
    await runner.query('CREATE INDEX open_reversals_due ON open_reversals (due_at)');
    // A block of a thousand numbers at a time, so that naming a message costs no statement.
    await runner.query('CREATE SEQUENCE trace_numbers INCREMENT BY 1000 START WITH 1000 MINVALUE 1000');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE trace_numbers');
    await runner.query('DROP TABLE open_reversals');
  }
}
