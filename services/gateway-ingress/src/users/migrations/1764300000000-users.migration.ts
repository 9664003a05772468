import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people who work with Tollgate Central, and for which stores in which role. A store has a time zone, in which its days are told. */
export class Users1764300000000 implements MigrationInterface {
  readonly name = 'Users1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE merchants ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'");
    await runner.query(`CREATE TABLE users (
      id uuid NOT NULL, email text NOT NULL, name text NOT NULL, language text NOT NULL, password_hash text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), password_changed_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT users_pkey PRIMARY KEY (id),
      CONSTRAINT users_email UNIQUE (email),
      CONSTRAINT users_language CHECK (language IN ('en', 'de', 'es', 'fr', 'ja')))`);
    await runner.query(`CREATE TABLE memberships (
      user_id uuid NOT NULL, merchant_id text NOT NULL, role text NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT memberships_pkey PRIMARY KEY (user_id, merchant_id),
      CONSTRAINT memberships_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
      CONSTRAINT memberships_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
      CONSTRAINT memberships_role CHECK (role IN ('owner', 'manager', 'accountant', 'support', 'developer', 'read_only')))`);
    await runner.query('CREATE INDEX memberships_by_merchant ON memberships (merchant_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE memberships');
    await runner.query('DROP TABLE users');
    await runner.query('ALTER TABLE merchants DROP COLUMN time_zone');
  }
}
