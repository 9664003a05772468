import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Merchants, and the keys their servers show: only hashes, so that a copy of the database opens no door. */
export class MerchantsAndKeys1763900100000 implements MigrationInterface {
  readonly name = 'MerchantsAndKeys1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table merchants (
      id text not null, name text not null, created_at timestamptz not null default now(),
      constraint merchants_pkey primary key (id))`);
    await runner.query(`create table api_keys (
      id uuid not null, merchant_id text not null, mode text not null, lookup text not null, hash text not null,
      created_at timestamptz not null default now(), revoked_at timestamptz,
      constraint api_keys_pkey primary key (id),
      constraint api_keys_mode check (mode in ('test', 'live')),
      constraint api_keys_merchant foreign key (merchant_id) references merchants (id))`);
    await runner.query('create unique index api_keys_lookup on api_keys (lookup)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_keys');
    await runner.query('drop table merchants');
  }
}
