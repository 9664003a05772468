import { dropDueWorkTableSql, dueWorkTableSql } from '@tollgate/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail to somebody who works with Central is due work until notifications has taken it: what was asked for survives a crash, and whoever asks
 *  waits for nothing, which would tell them whether there is an account. */
export class DueWork1764300400000 implements MigrationInterface {
  readonly name = 'DueWork1764300400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(dueWorkTableSql('gateway_ingress'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropDueWorkTableSql('gateway_ingress'));
  }
}
