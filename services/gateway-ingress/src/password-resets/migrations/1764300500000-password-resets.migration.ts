import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links with which people choose a new password: of each the hash alone, for an hour and for one use. */
export class PasswordResets1764300500000 implements MigrationInterface {
  readonly name = 'PasswordResets1764300500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE password_resets (
      token_hash text NOT NULL, user_id uuid NOT NULL, ends_at timestamptz NOT NULL,
      CONSTRAINT password_resets_pkey PRIMARY KEY (token_hash),
      CONSTRAINT password_resets_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX password_resets_by_user ON password_resets (user_id)');
    await runner.query('CREATE INDEX password_resets_by_end ON password_resets (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE password_resets');
  }
}
