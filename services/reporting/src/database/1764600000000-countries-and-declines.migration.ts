import type { MigrationInterface, QueryRunner } from 'typeorm';
import { beginAnew } from './1764200000000-tables-by-generation.migration.js';

/** Orders are found by the country of their bill and by why they were declined, which stand in columns of their own from now on. */
export class CountriesAndDeclines1764600000000 implements MigrationInterface {
  readonly name = 'CountriesAndDeclines1764600000000';

  up(runner: QueryRunner): Promise<void> {
    return beginAnew(runner);
  }

  async down(): Promise<void> {
    throw new Error('an earlier release builds its read models of its own');
  }
}
