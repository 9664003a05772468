import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a pool of license keys is empty: that is told apart from its being low. */
export class EmptyPools1766400000000 implements MigrationInterface {
  readonly name = 'EmptyPools1766400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE license_key_pools ADD COLUMN empty_since timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE license_key_pools DROP COLUMN empty_since');
  }
}
