import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What arrived of each file. The union of ranges is Postgres's own (int8multirange), so that replicas merge theirs under the row's lock
 *  without reading it first. */
export class Transfers1763900200000 implements MigrationInterface {
  readonly name = 'Transfers1763900200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table entitlements (
        id uuid primary key,
        order_id uuid not null,
        entitlement_index smallint not null,
        generation smallint not null,
        round smallint not null default 0,
        size_bytes bigint not null,
        covered int8multirange not null default '{}',
        sent_bytes bigint not null default 0,
        covered_at timestamptz,
        recorded_at timestamptz
      )`);
    await runner.query(`
      create index entitlements_to_record on entitlements (covered_at) where covered_at is not null and recorded_at is null`);
    await runner.query(`
      create table transfers (
        id uuid primary key,
        entitlement_id uuid not null,
        generation smallint not null,
        first_byte bigint not null,
        end_byte bigint not null,
        sent_to bigint not null,
        state text not null check (state in ('running', 'broken', 'silent')),
        seen_at timestamptz not null default now()
      )`);
    await runner.query('create index transfers_of_entitlement on transfers (entitlement_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table transfers, entitlements');
  }
}
