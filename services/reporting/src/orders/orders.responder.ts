import { Controller } from '@nestjs/common';
import {
  type ListOrdersRequest,
  ListOrdersRequestSchema,
  ListOrdersResponseSchema,
  type MessageInitShape,
  requests,
} from '@tollgate/contracts';
import { OnRequest } from '@tollgate/messaging';
import { OrdersRepository } from './orders.repository.js';
import { ordersPage } from './orders-page.js';

/** Answers searches for orders. Whoever asks has made sure whose merchant it is. */
@Controller()
export class OrdersResponder {
  constructor(private readonly orders: OrdersRepository) {}

  @OnRequest(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema)
  async find(request: ListOrdersRequest): Promise<MessageInitShape<typeof ListOrdersResponseSchema>> {
    const { orders, nextCursor } = await this.orders.find(ordersPage(request));
    return { orders: [...orders], nextCursor };
  }
}
