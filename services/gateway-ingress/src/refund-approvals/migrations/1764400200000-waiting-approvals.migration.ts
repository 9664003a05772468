import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which refunds may wait for a second person, so that they are found: what they are, the log says. A row is there before its event, by the command
 *  that both come of. */
export class WaitingApprovals1764400200000 implements MigrationInterface {
  readonly name = 'WaitingApprovals1764400200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE waiting_approvals (
      command uuid NOT NULL, order_id uuid NOT NULL, merchant text NOT NULL, mode text NOT NULL, requested_by text NOT NULL,
      until timestamptz NOT NULL, added_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT waiting_approvals_pkey PRIMARY KEY (command))`);
    await runner.query('CREATE INDEX waiting_approvals_by_deadline ON waiting_approvals (merchant, mode, until, command)');
    await runner.query('CREATE INDEX waiting_approvals_by_time ON waiting_approvals (until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE waiting_approvals');
  }
}
