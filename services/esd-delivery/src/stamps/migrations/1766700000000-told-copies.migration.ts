import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Copies are told to their merchant by mode, with how often each was tried. What a former release wanted has no mode until it is tried again. */
export class ToldCopies1766700000000 implements MigrationInterface {
  readonly name = 'ToldCopies1766700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE stamped_copies ADD COLUMN mode text NOT NULL DEFAULT '', ADD COLUMN tries integer NOT NULL DEFAULT 0`,
    );
    await runner.query('CREATE INDEX stamped_copies_of_merchant ON stamped_copies (merchant, mode, state)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX stamped_copies_of_merchant');
    await runner.query('ALTER TABLE stamped_copies DROP COLUMN mode, DROP COLUMN tries');
  }
}
