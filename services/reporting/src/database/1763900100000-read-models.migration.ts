import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The read models. Each row belongs to a generation: a rebuild writes a new one beside the one that is shown, so that
 *  orders go on and readers see the old rows until the new ones are whole; the views show the generation that is live.
 *  `progress` moves in the statement that writes the rows, so every event has its effect once. Nothing here is a
 *  record: all of it can be built again from the log. */
export class ReadModels1763900100000 implements MigrationInterface {
  readonly name = 'ReadModels1763900100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE progress (
      generation int PRIMARY KEY,
      state text NOT NULL CHECK (state IN ('live', 'building', 'retired', 'failed')),
      -- opaque: where the next page of the log begins
      cursor text NOT NULL DEFAULT '',
      applied_position bigint NOT NULL DEFAULT 0,
      applied_events bigint NOT NULL DEFAULT 0,
      -- why a rebuild failed
      error text NOT NULL DEFAULT '',
      -- of a generation that is not shown any more: its rows are gone
      is_purged boolean NOT NULL DEFAULT false,
      begun_at timestamptz NOT NULL DEFAULT now(),
      applied_at timestamptz NOT NULL DEFAULT now()
    ) WITH (fillfactor = 50)`);
    await runner.query(`CREATE UNIQUE INDEX progress_one_of_each ON progress (state) WHERE state IN ('live', 'building')`);
    await runner.query(`INSERT INTO progress (generation, state) VALUES (1, 'live')`);
    await createOrders(runner);
    await createSales(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const view of ['daily_sales', 'orders']) await runner.query(`DROP VIEW ${view}`);
    for (const table of ['sales_by_generation', 'orders_by_generation', 'progress']) await runner.query(`DROP TABLE ${table}`);
  }
}

const createOrders = async (runner: QueryRunner): Promise<void> => {
  await runner.query(`CREATE TABLE orders_by_generation (
    generation int NOT NULL, order_id uuid NOT NULL, merchant text NOT NULL, mode text NOT NULL, type text NOT NULL, status text NOT NULL,
    currency text NOT NULL, total_minor bigint, captured_minor bigint NOT NULL, refunded_minor bigint NOT NULL,
    placed_at timestamptz NOT NULL, email text NOT NULL, reference text NOT NULL, last4 text NOT NULL, versions jsonb NOT NULL,
    PRIMARY KEY (generation, order_id)
  ) WITH (fillfactor = 85)`);
  // Each search goes by the index of one of its fields, newest first, and looks through what that leaves. Rows without
  // the field are in no index of it, nor are approved orders in that of the status: nearly all are, and the index of
  // the newest finds them.
  for (const [name, column, where] of [
    ['newest', undefined, undefined],
    ['status', 'status', `status <> 'approved'`],
    ['email', 'email', `email <> ''`],
    ['reference', 'reference', `reference <> ''`],
    ['last4', 'last4', `last4 <> ''`],
    ['amount', 'total_minor', 'total_minor IS NOT NULL'],
  ] as const) {
    const columns = ['generation', 'merchant', 'mode', ...(column === undefined ? [] : [column]), 'placed_at', 'order_id'];
    const only = where === undefined ? '' : ` WHERE ${where}`;
    await runner.query(`CREATE INDEX orders_by_${name} ON orders_by_generation (${columns.join(', ')})${only}`);
  }
  await runner.query(`CREATE VIEW orders AS
    SELECT order_id, merchant, mode, type, status, currency, total_minor, captured_minor, refunded_minor, placed_at, email, reference, last4,
      versions
    FROM orders_by_generation WHERE generation = (SELECT generation FROM progress WHERE state = 'live')`);
};

const createSales = async (runner: QueryRunner): Promise<void> => {
  // Captures and refunds each on their own day: a later event adds to its own day and changes no other.
  await runner.query(`CREATE TABLE sales_by_generation (
    generation int NOT NULL, merchant text NOT NULL, mode text NOT NULL, day date NOT NULL, currency text NOT NULL,
    order_count int NOT NULL, captured_minor bigint NOT NULL, shipping_minor bigint NOT NULL, tax_minor bigint NOT NULL,
    refund_count int NOT NULL, refunded_minor bigint NOT NULL, refunded_shipping_minor bigint NOT NULL,
    refunded_tax_minor bigint NOT NULL,
    PRIMARY KEY (generation, merchant, mode, day, currency)
  ) WITH (fillfactor = 50)`);
  await runner.query(`CREATE VIEW daily_sales AS
    SELECT merchant, mode, day, currency, order_count, captured_minor, shipping_minor, tax_minor, refund_count, refunded_minor,
      refunded_shipping_minor, refunded_tax_minor
    FROM sales_by_generation WHERE generation = (SELECT generation FROM progress WHERE state = 'live')`);
};
