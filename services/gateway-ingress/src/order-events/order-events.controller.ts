import { Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Context, type RequestContext } from '../http/caller.js';
import { MerchantController } from '../http/merchant-controller.js';
import { type ListQuery, listOf, listSchema, pageAfter } from '../http/paging.js';
import { Route } from '../http/route.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { type MomentQuery, momentQuery, orderParameters } from '../validation/fields.schema.js';
import { describeEvent } from './describe-event.js';

const eventSchema = z
  .strictObject({
    id: z.string(),
    stream: z.string(),
    version: z.int(),
    type: z.string().meta({ example: 'PaymentAuthorized' }),
    occurredAt: z.iso.datetime(),
    actor: z.object({ service: z.string(), on: z.string().optional() }).meta({
      description: 'The service, and the API key (`key_…`) or person (`usr_…`) who asked for it',
      example: { service: 'gateway-ingress' },
    }),
    traceId: z.string().nullable().meta({ description: 'W3C trace id; null where the order is not traced' }),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

/** What happened to an order: `GET /v1/orders/{id}/events`. */
@MerchantController('orders/:id/events')
export class OrderEventsController {
  constructor(private readonly own: OwnOrders) {}

  @Get()
  @Route({
    id: 'listOrderEvents',
    right: 'orders:read',
    summary: 'All that happened to an order, oldest first',
    params: orderParameters,
    query: listSchema.extend(momentQuery.shape),
    answers: { 200: ['A page of events', listOf(eventSchema, 'EventList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  async list(
    @Param('id') id: string,
    @Query() { at, ...page }: ListQuery & MomentQuery,
    @Context() { caller }: RequestContext,
  ): Promise<object> {
    const { events } = await this.own.find(caller, id, at);
    return pageAfter(events.map(describeEvent), page);
  }
}
