import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a transfer reached the client's computer, beside how far it was sent, and where the client meant to end it: only that much can a later
 *  request prove. A replica of the former release, which runs beside this one (ADR 22), writes neither: its broken transfers prove nothing here. */
export class AcknowledgedTransfers1764200000000 implements MigrationInterface {
  readonly name = 'AcknowledgedTransfers1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE transfers ADD COLUMN acknowledged_to bigint NOT NULL DEFAULT 0, ADD COLUMN planned_to bigint',
    );
    await runner.query(`
      CREATE INDEX transfers_cut_as_planned ON transfers (entitlement_id) WHERE state = 'broken' AND planned_to IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE transfers DROP COLUMN acknowledged_to, DROP COLUMN planned_to');
  }
}
