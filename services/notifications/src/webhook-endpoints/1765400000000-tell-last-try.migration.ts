import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An endpoint tells what came back last, and what somebody asked for by hand goes before all that was due: it is tried while all else waits. */
export class TellLastTry1765400000000 implements MigrationInterface {
  readonly name = 'TellLastTry1765400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE webhook_endpoints ADD COLUMN last_try_at timestamptz,
      ADD COLUMN last_answer_status int NOT NULL DEFAULT 0, ADD COLUMN last_problem text NOT NULL DEFAULT ''`);
    await runner.query('ALTER TABLE webhook_deliveries ADD COLUMN is_asked_for boolean NOT NULL DEFAULT false');
    await runner.query(
      `CREATE INDEX webhook_deliveries_asked_for ON webhook_deliveries (endpoint) WHERE status = 'pending' AND is_asked_for`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhook_deliveries DROP COLUMN is_asked_for');
    await runner.query(
      'ALTER TABLE webhook_endpoints DROP COLUMN last_try_at, DROP COLUMN last_answer_status, DROP COLUMN last_problem',
    );
  }
}
