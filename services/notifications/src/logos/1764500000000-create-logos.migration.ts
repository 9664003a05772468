import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Logos go out with mails, so that these show them without asking anybody. Settings name them by what they are: one that was replaced is as it was
 *  for a mail that still speaks of it. */
export class CreateLogos1764500000000 implements MigrationInterface {
  readonly name = 'CreateLogos1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE logos');
  }
}

const createTable = `
CREATE TABLE logos (
  merchant text NOT NULL,
  -- hexadecimal
  sha256 text NOT NULL,
  type text NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  bytes bytea NOT NULL,
  -- of the last upload
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (merchant, sha256)
)`;
