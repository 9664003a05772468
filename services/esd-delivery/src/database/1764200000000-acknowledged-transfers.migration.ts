import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far a transfer reached the client's computer, beside how far it was sent: only that much can a later request prove. A replica of the
 *  former release, which runs beside this one (ADR 22), writes 0: its broken transfers prove nothing here. */
export class AcknowledgedTransfers1764200000000 implements MigrationInterface {
  readonly name = 'AcknowledgedTransfers1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE transfers ADD COLUMN acknowledged_to bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE transfers DROP COLUMN acknowledged_to');
  }
}
