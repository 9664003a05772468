import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merchants, and the keys their servers show: only hashes, so that nobody can use a copy of the database to place orders. */
export class MerchantsAndKeys1763900100000 implements MigrationInterface {
  readonly name = 'MerchantsAndKeys1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE merchants (
      id text NOT NULL, name text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT merchants_pkey PRIMARY KEY (id))`);
    await runner.query(`CREATE TABLE api_keys (
      id uuid NOT NULL, merchant_id text NOT NULL, mode text NOT NULL, lookup text NOT NULL, hash text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), revoked_at timestamptz,
      CONSTRAINT api_keys_pkey PRIMARY KEY (id),
      CONSTRAINT api_keys_mode CHECK (mode IN ('test', 'live')),
      CONSTRAINT api_keys_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id))`);
    await runner.query('CREATE UNIQUE INDEX api_keys_lookup ON api_keys (lookup)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_keys');
    await runner.query('DROP TABLE merchants');
  }
}
