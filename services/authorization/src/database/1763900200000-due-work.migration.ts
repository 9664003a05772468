import { dropDueWorkTableSql, dueWorkTableSql } from '@tollgate/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'authorization';

/** What happens later or again: reversals, operations without an answer, expiry. And the numbers that messages to an
 *  acquirer are named by, a thousand at a time, so that naming one costs no statement. */
export class DueWork1763900200000 implements MigrationInterface {
  readonly name = 'DueWork1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dueWorkTableSql(SCHEMA));
    await runner.query('CREATE SEQUENCE trace_numbers INCREMENT BY 1000 START WITH 1000 MINVALUE 1000');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SEQUENCE trace_numbers');
    await runner.query(dropDueWorkTableSql(SCHEMA));
  }
}
