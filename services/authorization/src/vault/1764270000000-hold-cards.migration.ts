import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A saved card that was deleted while a credit to it was not answered left the credit open for ever: to be sent again it has to tell its card.
 *  The row says which credits may have to, so that deleting it and holding it wait for each other by the row's own lock. */
export class HoldCards1764270000000 implements MigrationInterface {
  readonly name = 'HoldCards1764270000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("ALTER TABLE cards ADD COLUMN open_credits uuid[] NOT NULL DEFAULT '{}'");
    // There are few at any time: found at the start of a process, which looks after those that another one left.
    await runner.query("CREATE INDEX held_cards ON cards (id) WHERE open_credits <> '{}'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cards DROP COLUMN open_credits');
  }
}
