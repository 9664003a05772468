import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often the marking of a copy came to no end: a busy machine is no reason to give it up at once, and a file that breaks it each time is. */
export class BrokenOffCopies1766600100000 implements MigrationInterface {
  readonly name = 'BrokenOffCopies1766600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stamped_copies ADD COLUMN broke_off smallint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stamped_copies DROP COLUMN broke_off');
  }
}
