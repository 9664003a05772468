import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people show beside their password: the secret of an authenticator app, sealed, with the last step that was shown, so that none is shown
 *  twice; recovery codes, as HMACs; passkeys, which are public keys. Challenges are kept until they are answered once. */
export class SecondFactors1764300300000 implements MigrationInterface {
  readonly name = 'SecondFactors1764300300000';

  async up(runner: QueryRunner): Promise<void> {
    const user = (name: string) => `CONSTRAINT ${name} FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`;
    await runner.query(`CREATE TABLE totp_secrets (
      user_id uuid NOT NULL, sealed bytea NOT NULL, is_confirmed boolean NOT NULL, last_step bigint NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT totp_secrets_pkey PRIMARY KEY (user_id), ${user('totp_secrets_user')})`);
    await runner.query(`CREATE TABLE recovery_codes (
      user_id uuid NOT NULL, code_hmac text NOT NULL,
      CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hmac), ${user('recovery_codes_user')})`);
    await runner.query(`CREATE TABLE passkeys (
      id text NOT NULL, user_id uuid NOT NULL, name text NOT NULL, public_key bytea NOT NULL, counter bigint NOT NULL, transports text[] NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), last_used_at timestamptz,
      CONSTRAINT passkeys_pkey PRIMARY KEY (id), ${user('passkeys_user')})`);
    await runner.query('CREATE INDEX passkeys_by_user ON passkeys (user_id)');
    await runner.query(`CREATE TABLE passkey_challenges (
      challenge text NOT NULL, user_id uuid, ends_at timestamptz NOT NULL,
      CONSTRAINT passkey_challenges_pkey PRIMARY KEY (challenge), ${user('passkey_challenges_user')})`);
    await runner.query('CREATE INDEX passkey_challenges_by_end ON passkey_challenges (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['passkey_challenges', 'passkeys', 'recovery_codes', 'totp_secrets'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
