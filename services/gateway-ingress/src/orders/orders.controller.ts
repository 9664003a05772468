import { Controller, Get, Req, Res } from '@nestjs/common';
import { ListOrdersRequestSchema, ListOrdersResponseSchema, requests } from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import type { FastifyReply } from 'fastify';
import { describeEvent } from '../order-events/describe-event.js';
import type { CallerRequest } from '../http/api-key.guard.js';
import { send } from '../http/http-answer.js';
import { OwnOrders } from './own-orders.js';
import { listSchema, ordersListSchema, pageAfter } from '../http/paging.js';
import { readQuery } from '../http/validation.pipe.js';

interface OrderParameters {
  readonly id: string;
}

/** The merchant's orders, for who asks after them: `GET /v1/orders`. */
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly own: OwnOrders,
    private readonly requests: Requests,
  ) {}

  @Get(':id')
  async get(@Req() { caller, params }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id } = params as OrderParameters;
    send(reply, { status: 200, body: this.own.describe(await this.own.find(caller, id)) });
  }

  @Get(':id/events')
  async events(@Req() { caller, params, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = readQuery(listSchema, query);
    const { events } = await this.own.find(caller, (params as OrderParameters).id);
    send(reply, { status: 200, body: pageAfter(events.map(describeEvent), page) });
  }

  @Get()
  async list(@Req() { caller, query }: CallerRequest, @Res() reply: FastifyReply): Promise<void> {
    const { limit, cursor, status = '' } = readQuery(ordersListSchema, query);
    const wish = { ...caller, limit, cursor, status };
    const page = await this.requests.request(requests.listOrders, ListOrdersRequestSchema, ListOrdersResponseSchema, wish);
    const found = await Promise.all(page.orders.map((id) => this.own.load(caller, id)));
    const data = found.filter((one) => one !== undefined).map((one) => this.own.describe(one));
    send(reply, { status: 200, body: { data, nextCursor: page.nextCursor || null } });
  }
}
