import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods and the versions of their files. A version is written once, so that an order can keep the one of its moment. */
export class Goods1763900100000 implements MigrationInterface {
  readonly name = 'Goods1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table goods (
        merchant text not null,
        sku text not null,
        kind text not null,
        description text not null,
        serial bigint generated always as identity,
        primary key (merchant, sku)
      )`);
    await runner.query('create unique index goods_serial on goods (serial)');
    await runner.query('create index goods_newest on goods (merchant, serial)');
    await runner.query(`
      create table file_versions (
        merchant text not null,
        sku text not null,
        name text not null,
        version int not null,
        object_key text not null,
        size_bytes bigint not null,
        sha256 text not null,
        uploaded_at timestamptz not null default now(),
        primary key (merchant, sku, name, version)
      )`);
    await runner.query('create unique index file_versions_object on file_versions (object_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table file_versions, goods');
  }
}
