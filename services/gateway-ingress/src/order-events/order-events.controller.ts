import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Context, type RequestContext } from '../http/caller.js';
import { type ListQuery, listOf, listSchema, pageAfter } from '../http/paging.js';
import { Route } from '../http/route.js';
import { OwnOrders } from '../orders/own-orders.repository.js';
import { orderParameters } from '../validation/fields.schema.js';
import { describeEvent } from './describe-event.js';

const eventSchema = z
  .strictObject({
    id: z.string(),
    stream: z.string(),
    version: z.int(),
    type: z.string().meta({ example: 'PaymentAuthorized' }),
    occurredAt: z.iso.datetime(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

/** What happened to an order: `GET /v1/orders/{id}/events`. */
@Controller('v1/orders/:id/events')
export class OrderEventsController {
  constructor(private readonly own: OwnOrders) {}

  @Get()
  @Route({
    id: 'listOrderEvents',
    summary: 'All that happened to an order, oldest first',
    params: orderParameters,
    query: listSchema,
    answers: { 200: ['A page of events', listOf(eventSchema, 'EventList')] },
    problems: { 404: 'Absent, malformed, or another merchant’s', 422: 'A limit or cursor that is none' },
  })
  async list(@Param('id') id: string, @Query() page: ListQuery, @Context() { caller }: RequestContext): Promise<object> {
    const { events } = await this.own.find(caller, id);
    return pageAfter(events.map(describeEvent), page);
  }
}
