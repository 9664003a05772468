import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { cursorOf, type OrdersPage } from './orders-page.js';
import { pageStatement } from './page-statement.js';

/** Orders, always of one merchant and mode (I14). */
@Injectable()
export class OrdersRepository {
  constructor(private readonly database: DataSource) {}

  /** The ids of a page, newest first, and where the next one begins; empty where there is none. Throws
   *  TransientError. */
  async find(page: OrdersPage): Promise<{ readonly orders: readonly string[]; readonly nextCursor: string }> {
    const { text, values } = pageStatement(page);
    const rows = await queryRows<{ order_id: string; placed_at: string }>(this.database, text, values);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    const hasMore = rows.length > page.limit && last !== undefined;
    return {
      orders: shown.map(({ order_id }) => order_id),
      nextCursor: hasMore ? cursorOf({ placedAt: last.placed_at, order: last.order_id }) : '',
    };
  }
}
