import type { MigrationInterface, QueryRunner } from 'typeorm';
import { beginAnew } from './1764200000000-tables-by-generation.migration.js';

/** Reports of shipping and settlement, the events behind each figure, and whose the money of the journal is: all read models are filled from the
 *  beginning of the log once more. */
export class ShippingSettlementOutcomes1765000000000 implements MigrationInterface {
  readonly name = 'ShippingSettlementOutcomes1765000000000';

  up(runner: QueryRunner): Promise<void> {
    return beginAnew(runner);
  }

  async down(): Promise<void> {
    throw new Error('an earlier release builds its read models of its own');
  }
}
