import type { MigrationInterface, QueryRunner } from 'typeorm';

/** E-mail addresses that people want to be known by, until their link is opened; and for three days the way back. Of the links the hashes alone. */
export class EmailChanges1764600200000 implements MigrationInterface {
  readonly name = 'EmailChanges1764600200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE email_changes (
      id uuid NOT NULL, user_id uuid NOT NULL, session_id uuid NOT NULL, old_email text NOT NULL, new_email text NOT NULL,
      confirm_hash text, stop_hash text, ends_at timestamptz NOT NULL, stop_ends_at timestamptz NOT NULL, confirmed_at timestamptz,
      CONSTRAINT email_changes_pkey PRIMARY KEY (id),
      CONSTRAINT email_changes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX email_changes_by_user ON email_changes (user_id)');
    await runner.query('CREATE UNIQUE INDEX email_changes_confirm ON email_changes (confirm_hash)');
    await runner.query('CREATE UNIQUE INDEX email_changes_stop ON email_changes (stop_hash)');
    await runner.query('CREATE INDEX email_changes_by_end ON email_changes (stop_ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE email_changes');
  }
}
