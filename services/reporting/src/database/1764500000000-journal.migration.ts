import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal: an entry a row, in the order of time within a merchant's mode, so that a period is read by the primary
 *  key however large the log is. An entry never changes. */
export class Journal1764500000000 implements MigrationInterface {
  readonly name = 'Journal1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE journal_by_generation (
      generation int NOT NULL, merchant text NOT NULL, mode text NOT NULL, at timestamptz NOT NULL, entry uuid NOT NULL,
      order_id uuid NOT NULL, reference text NOT NULL, event text NOT NULL, kind text NOT NULL, currency text NOT NULL,
      -- the sum of the debits, which is that of the credits
      turnover_minor bigint NOT NULL,
      line_count int NOT NULL, memo text NOT NULL,
      -- [[account, minor units as text]]: a debit is positive, a credit negative
      lines jsonb NOT NULL,
      PRIMARY KEY (generation, merchant, mode, at, entry)
    )`);
    await runner.query(`CREATE VIEW journal AS
      SELECT merchant, mode, at, entry, order_id, reference, event, kind, currency, turnover_minor, line_count, memo, lines
      FROM journal_by_generation WHERE generation = (SELECT generation FROM progress WHERE state = 'live')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW journal');
    await runner.query('DROP TABLE journal_by_generation');
  }
}
