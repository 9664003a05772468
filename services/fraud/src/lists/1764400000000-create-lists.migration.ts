import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What merchants list, as each order looks for it: made of the events of the stream `fraud-lists`, and told by them again.
 *  A row outlives its removal: an event that comes late must not list again what was taken off. When an attempt failed, for lockouts. */
export class CreateLists1764400000000 implements MigrationInterface {
  readonly name = 'CreateLists1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createTable);
    await runner.query('ALTER TABLE attempts ADD COLUMN failed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE attempts DROP COLUMN failed_at');
    await runner.query('DROP TABLE list_entries');
  }
}

const createTable = `
CREATE TABLE list_entries (
  id uuid NOT NULL CONSTRAINT list_entries_id PRIMARY KEY,
  -- 64 bits of a hash of merchant, mode, kind and name: what orders are looked up by
  key bigint NOT NULL,
  merchant text NOT NULL,
  mode text NOT NULL,
  list text NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  reason text NOT NULL,
  order_id uuid,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  -- null: never
  expires_at timestamptz,
  is_listed boolean NOT NULL,
  -- of the stream: an older one changes nothing
  version int NOT NULL
);
CREATE INDEX list_entries_key ON list_entries (key) WHERE is_listed;
CREATE INDEX list_entries_newest ON list_entries (merchant, mode, list, added_at, id) WHERE is_listed;
CREATE INDEX list_entries_expired ON list_entries (expires_at) WHERE expires_at IS NOT NULL`;
