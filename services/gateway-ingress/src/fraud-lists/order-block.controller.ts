import { Body, Param, Post } from '@nestjs/common';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { Route } from '../http/route.js';
import { orderParameters } from '../validation/fields.schema.js';
import { type BlockOrderBody, blockOrderSchema, orderBlockAnswerSchema } from './fraud-list.schema.js';
import { ManageFraudLists } from './fraud-lists.handler.js';

/** Blocks whoever placed an order: `/v1/orders/{id}/block`. */
@MerchantController('orders/:id/block')
export class OrderBlockController {
  constructor(private readonly lists: ManageFraudLists) {}

  @Post()
  @Command()
  @Route({
    id: 'blockOrder',
    right: 'settings:write',
    summary: 'Puts what the order is known by on your block list',
    description: 'The order itself stays as it is: void, refund or reject it beside this.',
    params: orderParameters,
    body: blockOrderSchema,
    answers: { 201: ['The entries', orderBlockAnswerSchema] },
    problems: {
      404: 'Absent, malformed, or another merchant’s',
      409: 'The order has no such thing (`nothing_to_block`), the list is full (`too_many_entries`), or the same key is still running',
      422: 'Fields that are wrong, each with code and pointer',
    },
  })
  async block(@Param('id') order: string, @Body() body: BlockOrderBody, @Context() context: RequestContext): Promise<object> {
    return { data: await this.lists.blockOrder(order, body, context) };
  }
}
