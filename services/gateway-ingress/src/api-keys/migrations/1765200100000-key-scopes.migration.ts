import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key may do is chosen when it is made. Keys that are there have none, and may do what they could. */
export class KeyScopes1765200100000 implements MigrationInterface {
  readonly name = 'KeyScopes1765200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys ADD COLUMN scopes text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN scopes');
  }
}
