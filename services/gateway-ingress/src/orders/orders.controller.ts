import { Get, Param, Query } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { type MomentQuery, momentQuery, orderParameters } from '../validation/fields.schema.js';
import { orderDetailSchema } from './order-answer.schema.js';
import { OwnOrders } from './own-orders.repository.js';

/** The merchant's orders, for who asks after them: `GET /v1/orders/{id}`. */
@MerchantController('orders')
export class OrdersController {
  constructor(private readonly own: OwnOrders) {}

  @Get(':id')
  @Route({
    id: 'getOrder',
    right: 'orders:read',
    summary: 'An order as it stands, or as it stood at a moment',
    params: orderParameters,
    query: momentQuery,
    answers: { 200: ['The order', orderDetailSchema] },
    problems: { 404: 'Absent, malformed, another merchant’s, or not placed yet at that moment', 422: 'A moment that is none' },
  })
  async get(@Param('id') id: string, @Query() { at }: MomentQuery, @Context() { caller }: RequestContext): Promise<object> {
    return this.own.describe(await this.own.find(caller, id, at));
  }
}
