import { Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { fromPublicId } from '@tollgate/contracts';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { showDelivery, showWholeDelivery } from './show-webhook.js';
import {
  type DeliveryListQuery,
  deliveryAnswerSchema,
  deliveryListSchema,
  deliveryParameters,
  wholeDeliverySchema,
} from './webhook.schema.js';
import { WebhookCommands } from './webhook-commands.handler.js';
import { Webhooks } from './webhooks.client.js';

const absent = 'Absent, malformed, or another merchant’s';
const nobody = '00000000-0000-0000-0000-000000000000';

/** An id to look for; what is none finds nothing. */
const wanted = (prefix: string, id: string): string => (id === '' ? '' : (fromPublicId(prefix, id) ?? nobody));

/** What became of webhooks: `/v1/webhook-deliveries`. */
@MerchantController('webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly commands: WebhookCommands,
  ) {}

  @Get()
  @Route({
    id: 'listWebhookDeliveries',
    right: 'settings:read',
    alsoRight: 'orders:read',
    summary: 'What was sent, or is to be, the newest first; those that ended are kept for 30 days',
    query: deliveryListSchema,
    answers: { 200: ['A page of deliveries', listOf(deliveryAnswerSchema, 'WebhookDeliveryList')] },
    problems: { 422: 'A status, limit or cursor that is none' },
  })
  async list(@Query() query: DeliveryListQuery, @Context() context: RequestContext): Promise<object> {
    const { endpoint, order, status = '', limit, cursor } = query;
    const asked = { endpoint: wanted('whe', endpoint), order: wanted('ord', order), status, limit, cursor };
    const { deliveries, nextCursor } = await this.webhooks.deliveries(asked, context);
    return { data: deliveries.map(showDelivery), nextCursor: nextCursor || null };
  }

  @Get(':id')
  @Route({
    id: 'getWebhookDelivery',
    right: 'settings:read',
    alsoRight: 'orders:read',
    summary: 'A delivery with what was sent and what was answered, each time',
    params: deliveryParameters,
    answers: { 200: ['The delivery', wholeDeliverySchema] },
    problems: { 404: absent },
  })
  async find(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    return showWholeDelivery(await this.webhooks.delivery(uuidOf('whd', id), context));
  }

  @Post(':id/redeliver')
  @HttpCode(202)
  @Command()
  @Route({
    id: 'redeliverWebhook',
    right: 'settings:write',
    alsoRight: 'orders:read',
    summary: 'Sends it once more, now, under the same `webhook-id`',
    params: deliveryParameters,
    answers: { 202: ['It is on its way', wholeDeliverySchema] },
    problems: { 404: absent, 409: 'The endpoint is disabled (`endpoint_disabled`), or the same key is still running' },
  })
  async redeliver(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    return showWholeDelivery(await this.commands.redeliver(uuidOf('whd', id), context));
  }
}
