import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was asked to work for a store, and has not answered yet. The link's hash is there once its mail is on its way. */
export class Invitations1764300600000 implements MigrationInterface {
  readonly name = 'Invitations1764300600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE invitations (
      id uuid NOT NULL, merchant_id text NOT NULL, email text NOT NULL, role text NOT NULL, invited_by uuid NOT NULL, token_hash text,
      created_at timestamptz NOT NULL DEFAULT now(), ends_at timestamptz NOT NULL,
      CONSTRAINT invitations_pkey PRIMARY KEY (id),
      CONSTRAINT invitations_once UNIQUE (merchant_id, email),
      CONSTRAINT invitations_token UNIQUE (token_hash),
      CONSTRAINT invitations_role CHECK (role IN ('owner', 'manager', 'accountant', 'support', 'developer', 'read_only')),
      CONSTRAINT invitations_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
      CONSTRAINT invitations_by FOREIGN KEY (invited_by) REFERENCES users (id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX invitations_by_inviter ON invitations (invited_by)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE invitations');
  }
}
