import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which version of a file links serve, by good; and which one of them a download is of that has begun. Where that is not written down, by a former
 *  release, it is the version that the order pinned. */
export class Versions1766200100000 implements MigrationInterface {
  readonly name = 'Versions1766200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE goods ADD COLUMN delivery text NOT NULL DEFAULT 'pinned' CHECK (delivery IN ('pinned', 'latest'))`);
    await runner.query('ALTER TABLE entitlements ADD COLUMN content text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE entitlements DROP COLUMN content');
    await runner.query('ALTER TABLE goods DROP COLUMN delivery');
  }
}
