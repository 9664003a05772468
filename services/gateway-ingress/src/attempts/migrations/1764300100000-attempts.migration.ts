import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often something was tried in vain, by a name that tells nothing: counted for all replicas, and over restarts. */
export class Attempts1764300100000 implements MigrationInterface {
  readonly name = 'Attempts1764300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE attempts (
      name text NOT NULL, failures int NOT NULL, last_at timestamptz NOT NULL,
      CONSTRAINT attempts_pkey PRIMARY KEY (name)) WITH (fillfactor = 70)`);
    await runner.query('CREATE INDEX attempts_by_time ON attempts (last_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attempts');
  }
}
