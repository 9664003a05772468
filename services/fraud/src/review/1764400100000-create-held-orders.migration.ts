import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The orders that wait for their review, by merchant and deadline: due work knows deadlines of all merchants together. */
export class CreateHeldOrders1764400100000 implements MigrationInterface {
  readonly name = 'CreateHeldOrders1764400100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createTable);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE held_orders');
  }
}

const createTable = `
CREATE TABLE held_orders (
  order_id uuid NOT NULL CONSTRAINT held_orders_order PRIMARY KEY,
  merchant text NOT NULL,
  mode text NOT NULL,
  review_until timestamptz NOT NULL
);
CREATE INDEX held_orders_deadline ON held_orders (merchant, mode, review_until, order_id)`;
