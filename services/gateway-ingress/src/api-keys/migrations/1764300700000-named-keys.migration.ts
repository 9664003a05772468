import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys have names, by which people tell them apart, and are made by somebody. */
export class NamedKeys1764300700000 implements MigrationInterface {
  readonly name = 'NamedKeys1764300700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE api_keys ADD COLUMN name text NOT NULL DEFAULT '', ADD COLUMN created_by uuid");
    await runner.query('CREATE INDEX api_keys_by_merchant ON api_keys (merchant_id, mode)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX api_keys_by_merchant');
    await runner.query('ALTER TABLE api_keys DROP COLUMN name, DROP COLUMN created_by');
  }
}
