import { Controller, Get, Param } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Route } from '../http/route.js';
import { orderParameters } from '../validation/fields.schema.js';
import { orderDetailSchema } from './order-answer.schema.js';
import { OwnOrders } from './own-orders.repository.js';

/** The merchant's orders, for who asks after them: `GET /v1/orders/{id}`. */
@Controller('v1/orders')
export class OrdersController {
  constructor(private readonly own: OwnOrders) {}

  @Get(':id')
  @Route({
    id: 'getOrder',
    summary: 'An order as it stands',
    params: orderParameters,
    answers: { 200: ['The order', orderDetailSchema] },
    problems: { 404: 'Absent, malformed, or another merchant’s' },
  })
  async get(@Param('id') id: string, @Context() { caller }: RequestContext): Promise<object> {
    return this.own.describe(await this.own.find(caller, id));
  }
}
