import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was certainly acknowledged of a transfer, apart from the most that can have been; and which transfers their clients cut as they had
 *  planned. A replica of the former release, which runs beside this one (ADR 22), writes the most into `acknowledged_to` and cuts nothing: of its
 *  transfers only a later request proves anything here. */
export class CertainTransfers1764300000000 implements MigrationInterface {
  readonly name = 'CertainTransfers1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE transfers ADD COLUMN believed_to bigint, DROP CONSTRAINT transfers_state_check,
        ADD CONSTRAINT transfers_state_check CHECK (state IN ('running', 'broken', 'silent', 'cut'))`);
    await runner.query('DROP INDEX transfers_cut_as_planned');
    await runner.query(`CREATE INDEX transfers_cut ON transfers (entitlement_id) WHERE state = 'cut'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX transfers_cut');
    await runner.query(`
      CREATE INDEX transfers_cut_as_planned ON transfers (entitlement_id) WHERE state = 'broken' AND planned_to IS NOT NULL`);
    await runner.query(`UPDATE transfers SET state = 'broken' WHERE state = 'cut'`);
    await runner.query(`
      ALTER TABLE transfers DROP COLUMN believed_to, DROP CONSTRAINT transfers_state_check,
        ADD CONSTRAINT transfers_state_check CHECK (state IN ('running', 'broken', 'silent'))`);
  }
}
