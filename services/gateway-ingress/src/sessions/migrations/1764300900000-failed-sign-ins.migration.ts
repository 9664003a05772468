import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People see who tried to sign in as them: a row a minute, account and address, for 90 days. */
export class FailedSignIns1764300900000 implements MigrationInterface {
  readonly name = 'FailedSignIns1764300900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE failed_sign_ins (
      user_id uuid NOT NULL, address text NOT NULL, at timestamptz NOT NULL, user_agent text NOT NULL, step text NOT NULL,
      CONSTRAINT failed_sign_ins_pkey PRIMARY KEY (user_id, address, at),
      CONSTRAINT failed_sign_ins_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX failed_sign_ins_by_time ON failed_sign_ins (user_id, at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE failed_sign_ins');
  }
}
