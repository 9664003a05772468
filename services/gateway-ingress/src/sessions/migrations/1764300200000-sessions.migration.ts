import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is signed in to Central. Of what the browser shows the hash alone is kept. A session is pending until its second factor was shown. */
export class Sessions1764300200000 implements MigrationInterface {
  readonly name = 'Sessions1764300200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE sessions (
      id uuid NOT NULL, user_id uuid NOT NULL, token_hash text NOT NULL, is_pending boolean NOT NULL, has_second_factor boolean NOT NULL,
      user_agent text NOT NULL, address text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), last_seen_at timestamptz NOT NULL DEFAULT now(), ends_at timestamptz NOT NULL,
      CONSTRAINT sessions_pkey PRIMARY KEY (id),
      CONSTRAINT sessions_token UNIQUE (token_hash),
      CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX sessions_by_user ON sessions (user_id)');
    await runner.query('CREATE INDEX sessions_by_end ON sessions (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions');
  }
}
