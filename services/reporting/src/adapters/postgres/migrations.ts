import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read models. Each row belongs to a generation: a rebuild writes a new one beside the one that is shown, so that orders go on and
 *  readers see the old rows until the new ones are whole; the views show the generation that is live. `progress` moves in the statement
 *  that writes the rows, so every event has its effect once. Nothing here is a record: all of it can be built again from the log. */
export class ReadModels1763900100000 implements MigrationInterface {
  readonly name = 'ReadModels1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table progress (
      generation int not null, state text not null, cursor text not null default '', applied_position bigint not null default 0,
      applied_events bigint not null default 0, begun_at timestamptz not null default now(), applied_at timestamptz not null default now(),
      constraint progress_pk primary key (generation), constraint progress_state check (state in ('live', 'building'))
    ) with (fillfactor = 50)`);
    await runner.query('create unique index progress_one_of_each on progress (state)');
    await runner.query(`insert into progress (generation, state) values (1, 'live')`);
    await runner.query(`create table orders_by_generation (
      generation int not null, order_id uuid not null, merchant text not null, mode text not null, type text not null, status text not null,
      currency text not null, total_minor bigint, captured_minor bigint not null, placed_at timestamptz not null, captured_at timestamptz,
      versions jsonb not null, constraint orders_by_generation_pk primary key (generation, order_id)
    ) with (fillfactor = 85)`);
    await runner.query('create index orders_newest on orders_by_generation (generation, merchant, mode, order_id)');
    // Most orders are approved: those are found by the index above. The others are few, and looked for.
    await runner.query(`create index orders_by_status on orders_by_generation (generation, merchant, mode, status, order_id)
      where status <> 'approved'`);
    await runner.query(`create table sales_by_generation (
      generation int not null, merchant text not null, mode text not null, currency text not null, day date not null, order_count int not null,
      captured_minor bigint not null, tax_minor bigint not null, shipping_minor bigint not null,
      constraint sales_by_generation_pk primary key (generation, merchant, mode, day, currency)
    ) with (fillfactor = 50)`);
    await runner.query(`create view orders as select order_id, merchant, mode, type, status, currency, total_minor, captured_minor, placed_at,
      captured_at, versions from orders_by_generation where generation = (select generation from progress where state = 'live')`);
    await runner.query(`create view daily_sales as select merchant, mode, currency, day, order_count, captured_minor, tax_minor, shipping_minor
      from sales_by_generation where generation = (select generation from progress where state = 'live')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view daily_sales');
    await runner.query('drop view orders');
    for (const table of ['sales_by_generation', 'orders_by_generation', 'progress']) await runner.query(`drop table ${table}`);
  }
}

export const migrations = [ReadModels1763900100000];
