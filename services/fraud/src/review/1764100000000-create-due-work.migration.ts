import { dropDueWorkTableSql, dueWorkTableSql } from '@tollgate/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A held order has a deadline: it is due work, so that it outlives every replica. */
export class CreateDueWork1764100000000 implements MigrationInterface {
  readonly name = 'CreateDueWork1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dueWorkTableSql('fraud'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropDueWorkTableSql('fraud'));
  }
}
