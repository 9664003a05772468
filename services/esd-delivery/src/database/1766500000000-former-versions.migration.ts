import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which versions of a file were sent before the one that is being fetched: who has bytes of one may come again and ask for the rest without
 *  saying of which. */
export class FormerVersions1766500000000 implements MigrationInterface {
  readonly name = 'FormerVersions1766500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE entitlements ADD COLUMN former text[] NOT NULL DEFAULT '{}'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE entitlements DROP COLUMN former');
  }
}
