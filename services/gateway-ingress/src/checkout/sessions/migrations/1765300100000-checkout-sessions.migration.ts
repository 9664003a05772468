import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Baskets that customers pay for on our page. What the merchant told of the customer is sealed, and goes when the session ends. */
export class CheckoutSessions1765300100000 implements MigrationInterface {
  readonly name = 'CheckoutSessions1765300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE checkout_sessions (
      id uuid NOT NULL, merchant_id text NOT NULL, mode text NOT NULL, key_id uuid NOT NULL, terms jsonb NOT NULL, sealed_customer bytea,
      attempt integer NOT NULL DEFAULT 0, expires_at timestamptz NOT NULL, canceled_at timestamptz, created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT checkout_sessions_pkey PRIMARY KEY (id),
      CONSTRAINT checkout_sessions_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
      CONSTRAINT checkout_sessions_key FOREIGN KEY (key_id) REFERENCES api_keys (id))`);
    await runner.query(
      'CREATE INDEX checkout_sessions_by_end ON checkout_sessions (expires_at) WHERE sealed_customer IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE checkout_sessions');
  }
}
