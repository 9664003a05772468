import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices of newer versions to owners of older ones: one at a time for each good and mode, and how far each is. */
export class UpdateNotices1766600000000 implements MigrationInterface {
  readonly name = 'UpdateNotices1766600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE update_notices (
      id uuid NOT NULL, merchant_id text NOT NULL, mode text NOT NULL, sku text NOT NULL, files jsonb NOT NULL, actor text NOT NULL,
      cursor text NOT NULL DEFAULT '', looked int NOT NULL DEFAULT 0, told int NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now(), ended_at timestamptz,
      CONSTRAINT update_notices_pkey PRIMARY KEY (id),
      CONSTRAINT update_notices_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id))`);
    await runner.query(
      'CREATE UNIQUE INDEX update_notices_under_way ON update_notices (merchant_id, mode, sku) WHERE ended_at IS NULL',
    );
    await runner.query('CREATE INDEX update_notices_by_good ON update_notices (merchant_id, mode, sku, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE update_notices');
  }
}
