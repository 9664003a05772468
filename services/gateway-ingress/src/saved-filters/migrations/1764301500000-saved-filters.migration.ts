import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches for orders that people keep. They go with whoever made them, and when that person leaves the store. */
export class SavedFilters1764301500000 implements MigrationInterface {
  readonly name = 'SavedFilters1764301500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE saved_filters (
      id uuid NOT NULL, merchant_id text NOT NULL, user_id uuid NOT NULL, name text NOT NULL, query jsonb NOT NULL, is_shared boolean NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT saved_filters_pkey PRIMARY KEY (id),
      CONSTRAINT saved_filters_member FOREIGN KEY (user_id, merchant_id) REFERENCES memberships (user_id, merchant_id) ON DELETE CASCADE)`);
    await runner.query('CREATE UNIQUE INDEX saved_filters_name ON saved_filters (merchant_id, user_id, name)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_filters');
  }
}
