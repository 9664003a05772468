import { Injectable } from '@nestjs/common';
import type { EventHeader } from '@tollgate/contracts';
import { queryRows } from '@tollgate/postgres';
import { DataSource } from 'typeorm';
import { pageOf, placeOf } from '../paging/page-place.js';

export interface QueueWish {
  readonly merchant: string;
  readonly mode: string;
  readonly limit: number;
  /** Empty for the first page. */
  readonly cursor: string;
}

export interface QueuePage {
  /** uuids, oldest deadline first. */
  readonly orders: readonly string[];
  /** Empty where nothing follows. */
  readonly nextCursor: string;
}

const addText = `
INSERT INTO held_orders (order_id, merchant, mode, review_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (order_id) DO UPDATE SET review_until = excluded.review_until`;
const removeText = 'DELETE FROM held_orders WHERE order_id = $1';
const pageText = `
SELECT order_id, review_until FROM held_orders
WHERE merchant = $1 AND mode = $2 AND ($3::timestamptz IS NULL OR (review_until, order_id) > ($3, $4::uuid))
ORDER BY review_until, order_id LIMIT $5`;

/** The queue of reviews. An order is in it before it is held, and for a moment after its review: the log says what it is. */
@Injectable()
export class HeldOrdersRepository {
  constructor(private readonly database: DataSource) {}

  async add({ subject, merchant, mode }: Pick<EventHeader, 'subject' | 'merchant' | 'mode'>, reviewUntil: string): Promise<void> {
    await queryRows(this.database, addText, [subject.id, merchant, mode, reviewUntil]);
  }

  async remove(order: string): Promise<void> {
    await queryRows(this.database, removeText, [order]);
  }

  /** Throws DomainError `invalid_cursor`. */
  async page({ merchant, mode, limit, cursor }: QueueWish): Promise<QueuePage> {
    const after = placeOf(cursor);
    const values = [merchant, mode, after?.time ?? null, after?.id ?? null, limit + 1];
    const rows = await queryRows<{ order_id: string; review_until: Date }>(this.database, pageText, values);
    const { page, nextCursor } = pageOf(rows, limit, (row) => ({ time: row.review_until.toISOString(), id: row.order_id }));
    return { orders: page.map(({ order_id }) => order_id), nextCursor };
  }
}
