import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The vault and the store-and-forward queue of reversals. Cards are not tied to their data keys by a foreign key: keys are never
 *  deleted while a card uses them, and the check would cost every order a lookup. */
export class CreateVaultAndReversals1763900100000 implements MigrationInterface {
  readonly name = 'CreateVaultAndReversals1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE data_keys (
        id uuid NOT NULL,
        wrapped_by text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT data_keys_pkey PRIMARY KEY (id)
      )`);
    await runner.query(`
      CREATE TABLE cards (
        id uuid NOT NULL,
        merchant text NOT NULL,
        order_id uuid NOT NULL,
        key_id uuid NOT NULL,
        box bytea NOT NULL,
        has_cvc bool NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT cards_pkey PRIMARY KEY (id)
      )`);
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
    await runner.query('DROP TABLE cards');
    await runner.query('DROP TABLE data_keys');
  }
}
