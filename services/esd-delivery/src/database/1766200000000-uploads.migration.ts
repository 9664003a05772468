import { dropDueWorkTableSql, dueWorkTableSql } from '@tollgate/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that come in pieces: how far each has come, and where its parts lie. What was never finished is removed by due work.
 *  The list of its check is split out of one text: as texts of their own, Postgres' catalog would hold bytes that read as a card's number (I15). */
export class Uploads1766200000000 implements MigrationInterface {
  readonly name = 'Uploads1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE uploads (
        id uuid PRIMARY KEY,
        merchant text NOT NULL,
        sku text NOT NULL,
        name text NOT NULL,
        size_bytes bigint NOT NULL,
        sha256 text,
        object_key text NOT NULL,
        store_upload text,
        etags text[] NOT NULL DEFAULT '{}',
        tail_key text,
        offset_bytes bigint NOT NULL DEFAULT 0,
        writer uuid,
        state text NOT NULL DEFAULT 'open' CHECK (state = ANY (string_to_array('open complete given_up', ' '))),
        file jsonb,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX uploads_of_good ON uploads (merchant, sku)');
    await runner.query(dueWorkTableSql('esd_delivery'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropDueWorkTableSql('esd_delivery'));
    await runner.query('DROP TABLE uploads');
  }
}
