import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import type { Caller } from '../api-keys/api-keys.repository.js';
import { type OwnOrder, OwnOrders } from '../orders/own-orders.repository.js';

/** Orders that are read from the log as one statement. */
const SLICE = 100;

const textOf = (order: 'ASC' | 'DESC'): string => `SELECT k.order_id AS id FROM order_log.order_key k
  JOIN order_log.events e ON e.subject_id = k.order_id AND e.stream = 'order' AND e.version = 1
  WHERE k.customer_id = decode($1, 'hex') AND e.header ->> 'merchant' = $2 AND e.header ->> 'mode' = $3
  ORDER BY k.order_id ${order} LIMIT $4`;
const COUNT = `SELECT count(*)::int AS count FROM order_log.order_key k
  JOIN order_log.events e ON e.subject_id = k.order_id AND e.stream = 'order' AND e.version = 1
  WHERE k.customer_id = decode($1, 'hex') AND e.header ->> 'merchant' = $2 AND e.header ->> 'mode' = $3`;

/** Which orders are a customer's. The keys of their data say so, by an index: an order whose key is deleted is nobody's any more, in the moment it
 *  is, which no read model could promise. */
@Injectable()
export class CustomerOrders {
  constructor(
    private readonly database: DataSource,
    private readonly own: OwnOrders,
  ) {}

  /** uuids of the caller's orders of this customer: the newest first, and at most so many. */
  newest(caller: Caller, name: string, limit: number): Promise<readonly string[]> {
    return this.ids(textOf('DESC'), caller, [name, limit]);
  }

  oldest(caller: Caller, name: string, limit: number): Promise<readonly string[]> {
    return this.ids(textOf('ASC'), caller, [name, limit]);
  }

  async count({ merchant, mode }: Caller, name: string): Promise<number> {
    const [row] = await queryRows<{ count: number }>(this.database, COUNT, [name, merchant, mode]);
    return row?.count ?? 0;
  }

  /** The orders as they stand, in this order. */
  async load(caller: Caller, ids: readonly string[]): Promise<readonly OwnOrder[]> {
    const loaded: OwnOrder[] = [];
    for (let from = 0; from < ids.length; from += SLICE) {
      const slice = await Promise.all(ids.slice(from, from + SLICE).map((id) => this.own.load(caller, id)));
      loaded.push(...slice.filter((one) => one !== undefined));
    }
    return loaded;
  }

  private async ids(
    text: string,
    { merchant, mode }: Caller,
    [name, limit]: readonly [string, number],
  ): Promise<readonly string[]> {
    const rows = await queryRows<{ id: string }>(this.database, text, [name, merchant, mode, limit]);
    return rows.map(({ id }) => id);
  }
}
