import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked for last besides the planned runs: asked for again under its key, it is the same run. And a run whose mails the mail service has is
 *  called so: whether a mail server took them nobody here knows. */
export class ReportRuns1764500100000 implements MigrationInterface {
  readonly name = 'ReportRuns1764500100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE report_schedules ADD COLUMN extra_command uuid');
    await runner.query(`UPDATE report_schedules SET last_outcome = 'handed_over' WHERE last_outcome = 'sent'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE report_schedules SET last_outcome = 'sent' WHERE last_outcome = 'handed_over'`);
    await runner.query('ALTER TABLE report_schedules DROP COLUMN extra_command');
  }
}
