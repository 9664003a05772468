import type { MigrationInterface, QueryRunner } from 'typeorm';

/** License keys: what kind a good has, and every key with where it stands. A row of an order is named by line and piece, so that whoever asks
 *  for the order's keys again finds the same ones.
 *  The list of its check is split out of one text: as texts of their own, Postgres' catalog would hold bytes that read as a card's number (I15). */
export class LicenseKeys1766100000000 implements MigrationInterface {
  readonly name = 'LicenseKeys1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE license_key_sources (
        merchant text NOT NULL,
        sku text NOT NULL,
        kind text NOT NULL CONSTRAINT license_key_sources_kind_check CHECK (kind = ANY (string_to_array('pool pattern signed', ' '))),
        pattern text NOT NULL,
        activations int NOT NULL,
        low_mark int NOT NULL,
        PRIMARY KEY (merchant, sku)
      )`);
    await runner.query(`
      CREATE TABLE license_key_pools (
        merchant text NOT NULL,
        mode text NOT NULL,
        sku text NOT NULL,
        low_since timestamptz,
        PRIMARY KEY (merchant, mode, sku)
      )`);
    await runner.query(`
      CREATE TABLE license_signing_keys (
        merchant text NOT NULL,
        mode text NOT NULL,
        sku text NOT NULL,
        sealed_seed text NOT NULL,
        public_key text NOT NULL,
        PRIMARY KEY (merchant, mode, sku)
      )`);
    await runner.query(`
      CREATE TABLE license_keys (
        id uuid NOT NULL,
        serial bigint GENERATED ALWAYS AS IDENTITY,
        merchant text NOT NULL,
        mode text NOT NULL,
        sku text NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        sealed text NOT NULL,
        state text NOT NULL DEFAULT 'free',
        activations int NOT NULL DEFAULT 0,
        order_id uuid,
        line int,
        piece int,
        reserved_at timestamptz,
        look_at timestamptz,
        looks int NOT NULL DEFAULT 0,
        PRIMARY KEY (id),
        CONSTRAINT license_keys_state_check CHECK (state IN ('free', 'reserved', 'issued', 'revoked')),
        CONSTRAINT license_keys_order_check CHECK ((state = 'free') = (order_id IS NULL))
      )`);
    await runner.query('CREATE UNIQUE INDEX license_keys_name ON license_keys (merchant, mode, name)');
    await runner.query('CREATE UNIQUE INDEX license_keys_piece ON license_keys (order_id, line, piece)');
    await runner.query(`CREATE INDEX license_keys_free ON license_keys (merchant, mode, sku, serial) WHERE state = 'free'`);
    await runner.query('CREATE INDEX license_keys_counts ON license_keys (merchant, mode, sku, state)');
    await runner.query('CREATE INDEX license_keys_to_look_at ON license_keys (look_at) WHERE look_at IS NOT NULL');
    await runner.query(`
      CREATE TABLE license_key_activations (
        key_id uuid NOT NULL,
        device text NOT NULL,
        activated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (key_id, device)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE license_key_activations');
    await runner.query('DROP TABLE license_keys');
    await runner.query('DROP TABLE license_signing_keys');
    await runner.query('DROP TABLE license_key_pools');
    await runner.query('DROP TABLE license_key_sources');
  }
}
