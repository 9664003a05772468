import type { MigrationInterface, QueryRunner } from 'typeorm';
import { beginAnew } from './1764200000000-tables-by-generation.migration.js';

/** The journal is a read model like the others: all are filled from the beginning of the log once more, that one with them. */
export class Journal1764500000000 implements MigrationInterface {
  readonly name = 'Journal1764500000000';

  up(runner: QueryRunner): Promise<void> {
    return beginAnew(runner);
  }

  async down(): Promise<void> {
    throw new Error('an earlier release builds its read models of its own');
  }
}
