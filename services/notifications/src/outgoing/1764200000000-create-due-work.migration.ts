import { dropDueWorkTableSql, dueWorkTableSql } from '@tollgate/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that nobody took yet is due work, so that it outlives every replica and holds up no other. */
export class CreateDueWork1764200000000 implements MigrationInterface {
  readonly name = 'CreateDueWork1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dueWorkTableSql('notifications'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropDueWorkTableSql('notifications'));
  }
}
