import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports that go out by mail, and to whom: who leaves the store gets none any more, by the key to their membership. */
export class ReportSchedules1764300800000 implements MigrationInterface {
  readonly name = 'ReportSchedules1764300800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE report_schedules (
      id uuid NOT NULL, merchant_id text NOT NULL, mode text NOT NULL, format text NOT NULL, currency text NOT NULL,
      period text NOT NULL, every text NOT NULL, weekday smallint NOT NULL, month_day smallint NOT NULL, hour smallint NOT NULL,
      language text NOT NULL, sends_empty boolean NOT NULL, is_paused boolean NOT NULL DEFAULT false, run_day date NOT NULL,
      created_by uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
      last_at timestamptz, last_outcome text NOT NULL DEFAULT '', last_code text NOT NULL DEFAULT '', last_from date, last_to date,
      CONSTRAINT report_schedules_pkey PRIMARY KEY (id),
      CONSTRAINT report_schedules_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id),
      CONSTRAINT report_schedules_mode CHECK (mode IN ('test', 'live')))`);
    await runner.query('CREATE INDEX report_schedules_by_merchant ON report_schedules (merchant_id, mode)');
    await runner.query(`CREATE TABLE report_recipients (
      schedule_id uuid NOT NULL, user_id uuid NOT NULL, merchant_id text NOT NULL,
      CONSTRAINT report_recipients_pkey PRIMARY KEY (schedule_id, user_id),
      CONSTRAINT report_recipients_schedule FOREIGN KEY (schedule_id) REFERENCES report_schedules (id) ON DELETE CASCADE,
      CONSTRAINT report_recipients_member FOREIGN KEY (user_id, merchant_id) REFERENCES memberships (user_id, merchant_id) ON DELETE CASCADE)`);
    await runner.query('CREATE INDEX report_recipients_by_member ON report_recipients (user_id, merchant_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report_recipients');
    await runner.query('DROP TABLE report_schedules');
  }
}
