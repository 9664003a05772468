import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The vault. Cards are not tied to their data keys by a foreign key: keys are never deleted while a card uses them,
 *  and the check would cost every order a lookup. A card's id says when it was stored, so that the sweep of old
 *  cards for one order needs an index, and no column, of its own. */
export class CreateVault1763900100000 implements MigrationInterface {
  readonly name = 'CreateVault1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE data_keys (
        id uuid NOT NULL,
        wrapped_by text NOT NULL,
        wrapped bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT data_keys_pkey PRIMARY KEY (id)
      )`);
    // Cards for one order come and go within seconds: cleaned up early.
    await runner.query(`
      CREATE TABLE cards (
        id uuid NOT NULL,
        merchant text NOT NULL,
        mode text NOT NULL CHECK (mode IN ('test', 'live')),
        is_reusable bool NOT NULL,
        is_used bool NOT NULL DEFAULT false,
        cvc_holder text,
        key_id uuid NOT NULL,
        sealed bytea NOT NULL,
        CONSTRAINT cards_pkey PRIMARY KEY (id)
      ) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000)`);
    await runner.query('CREATE INDEX one_order_cards ON cards (id) WHERE NOT is_reusable');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cards');
    await runner.query('DROP TABLE data_keys');
  }
}
