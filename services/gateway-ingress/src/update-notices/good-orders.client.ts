import { Injectable } from '@nestjs/common';
import { ListOrdersRequestSchema, ListOrdersResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import type { OfGood } from './update-notices.repository.js';

export interface OrdersPage {
  /** uuids */
  readonly orders: readonly string[];
  /** Empty after the last. */
  readonly nextCursor: string;
}

/** reporting, which knows the orders of a good. */
@Injectable()
export class GoodOrders {
  constructor(private readonly requests: Requests) {}

  /** Newest first. */
  page({ merchant, mode, sku }: OfGood, cursor: string, limit: number): Promise<OrdersPage> {
    const wish = { merchant, mode, sku, cursor, limit };
    return this.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, wish);
  }
}
