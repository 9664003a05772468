import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Any report goes out by mail; those that did were of the journal. */
export class ScheduledReports1765100000000 implements MigrationInterface {
  readonly name = 'ScheduledReports1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE report_schedules ADD COLUMN report text NOT NULL DEFAULT 'journal'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM report_schedules WHERE report <> 'journal'`);
    await runner.query('ALTER TABLE report_schedules DROP COLUMN report');
  }
}
