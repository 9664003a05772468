import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that tells people of Central what happened goes out once, also where it is asked for again after it went: its due work is gone then. */
export class SentOperatorMails1764600100000 implements MigrationInterface {
  readonly name = 'SentOperatorMails1764600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE sent_operator_mails (id uuid NOT NULL PRIMARY KEY, until timestamptz NOT NULL)');
    await runner.query('CREATE INDEX sent_operator_mails_by_time ON sent_operator_mails (until)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sent_operator_mails');
  }
}
