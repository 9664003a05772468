import { Body, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { merchantEventTypes } from '@tollgate/contracts';
import { OperatorActions } from '../access-record/operator-actions.handler.js';
import { Context, type RequestContext } from '../http/caller.js';
import { Command } from '../http/command.interceptor.js';
import { MerchantController } from '../http/merchant-controller.js';
import { listOf } from '../http/paging.js';
import { Route } from '../http/route.js';
import { uuidOf } from '../http/uuid-of.js';
import { refusal } from '../validation/field-error.js';
import { showEndpoint, showWholeDelivery } from './show-webhook.js';
import {
  type EndpointChangeBody,
  endpointAnswerSchema,
  endpointChangeSchema,
  endpointParameters,
  eventTypesSchema,
  type NewEndpointBody,
  newEndpointSchema,
  type ReplayBody,
  replaySchema,
  wholeDeliverySchema,
} from './webhook.schema.js';
import { WebhookCommands } from './webhook-commands.handler.js';
import { Webhooks } from './webhooks.client.js';

const absent = 'Absent, malformed, or another merchant’s';
const wrong =
  'Fields that are wrong, each with code and pointer; a URL that webhooks may not go to (`url_not_https`, `address_not_public`, `port_not_allowed`)';
const disabled = 'The endpoint is disabled (`endpoint_disabled`), or the same key is still running';

/** Where webhooks go to: `/v1/webhook-endpoints`. */
@MerchantController('webhook-endpoints')
export class WebhookEndpointsController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly commands: WebhookCommands,
    private readonly actions: OperatorActions,
  ) {}

  @Post()
  @Command()
  @Route({
    id: 'createWebhookEndpoint',
    right: 'settings:write',
    alsoRight: 'orders:read',
    summary: 'Has the events of orders sent to a server of yours, from now on',
    description:
      'Each is a POST of a CloudEvent (JSON), signed as Standard Webhooks says: `webhook-id`, `webhook-timestamp`, `webhook-signature`. Any 2xx within 10 s takes it; ' +
      'everything else is tried again for 72 hours, redirects are not followed, and 410 disables the endpoint. It may come twice: what has the same `webhook-id` is the same. ' +
      'The secret is shown in this answer alone.',
    body: newEndpointSchema,
    answers: { 201: ['The endpoint, with its secret', endpointAnswerSchema] },
    problems: { 409: 'The store has 50 of them (`too_many_endpoints`), or the same key is still running', 422: wrong },
  })
  async create(@Body() body: NewEndpointBody, @Context() context: RequestContext): Promise<object> {
    const made = showEndpoint(await this.commands.create(body, context));
    await this.actions.note(context, 'webhook_endpoint_made', { on: made.id, isOnce: true });
    return made;
  }

  @Get()
  @Route({
    id: 'listWebhookEndpoints',
    right: 'settings:read',
    summary: 'Where webhooks of this mode go to, the oldest first',
    answers: { 200: ['All of them', listOf(endpointAnswerSchema, 'WebhookEndpointList')] },
  })
  async list(@Context() context: RequestContext): Promise<object> {
    return { data: (await this.webhooks.list(context)).map(showEndpoint), nextCursor: null };
  }

  @Get('event-types')
  @Route({
    id: 'listWebhookEventTypes',
    right: 'settings:read',
    summary: 'The types of events that there are',
    answers: { 200: ['Their names', eventTypesSchema] },
  })
  eventTypes(): object {
    return { data: [...merchantEventTypes].sort() };
  }

  @Get(':id')
  @Route({
    id: 'getWebhookEndpoint',
    right: 'settings:read',
    summary: 'An endpoint, and how it does',
    params: endpointParameters,
    answers: { 200: ['The endpoint', endpointAnswerSchema] },
    problems: { 404: absent },
  })
  async find(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    return this.known(id, context);
  }

  @Patch(':id')
  @Route({
    id: 'changeWebhookEndpoint',
    right: 'settings:write',
    alsoRight: 'orders:read',
    summary: 'Changes what is named. Enabled again, it hears of what happens from then on',
    params: endpointParameters,
    body: endpointChangeSchema,
    answers: { 200: ['The endpoint', endpointAnswerSchema] },
    problems: { 404: absent, 422: wrong },
  })
  async change(@Param('id') id: string, @Body() body: EndpointChangeBody, @Context() context: RequestContext): Promise<object> {
    const changed = showEndpoint(await this.webhooks.change(uuidOf('whe', id), body, context));
    await this.actions.note(context, 'webhook_endpoint_changed', { on: changed.id });
    return changed;
  }

  @Delete(':id')
  @HttpCode(204)
  @Route({
    id: 'deleteWebhookEndpoint',
    right: 'settings:write',
    summary: 'Sends it nothing more, and forgets what was sent to it',
    params: endpointParameters,
    answers: { 204: ['It is gone; there is no body'] },
    problems: { 404: absent },
  })
  async remove(@Param('id') id: string, @Context() context: RequestContext): Promise<void> {
    // Recorded before it is done: afterwards there is nothing left to ask for again.
    await this.actions.note(context, 'webhook_endpoint_removed', { on: (await this.known(id, context)).id, isOnce: true });
    await this.webhooks.remove(uuidOf('whe', id), context);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Command()
  @Route({
    id: 'rotateWebhookSecret',
    right: 'settings:write',
    summary: 'Gives it a new key; for 24 hours the one before signs, too',
    params: endpointParameters,
    answers: { 200: ['The endpoint, with its new secret', endpointAnswerSchema] },
    problems: { 404: absent, 409: 'The same key is still running' },
  })
  async rotate(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    const rotated = showEndpoint(await this.commands.rotate(uuidOf('whe', id), context));
    await this.actions.note(context, 'webhook_secret_made', { on: rotated.id });
    return rotated;
  }

  @Post(':id/test')
  @HttpCode(202)
  @Command()
  @Route({
    id: 'testWebhookEndpoint',
    right: 'settings:write',
    summary: 'Sends it an event of the type `WebhookTest`, now',
    params: endpointParameters,
    answers: { 202: ['It is on its way: ask for the delivery', wholeDeliverySchema] },
    problems: { 404: absent, 409: disabled },
  })
  async test(@Param('id') id: string, @Context() context: RequestContext): Promise<object> {
    return showWholeDelivery(await this.commands.test(uuidOf('whe', id), context));
  }

  @Post(':id/replay')
  @HttpCode(202)
  @Command()
  @Route({
    id: 'replayWebhooks',
    right: 'settings:write',
    alsoRight: 'orders:read',
    summary: 'Sends it all that happened between two moments, also what it took already',
    params: endpointParameters,
    body: replaySchema,
    answers: { 202: ['It is under way; there is no body'] },
    problems: { 404: absent, 409: disabled, 422: 'A time that is none, or a range of more than 31 days (`invalid_range`)' },
  })
  async replay(@Param('id') id: string, @Body() range: ReplayBody, @Context() context: RequestContext): Promise<void> {
    await this.commands.replay(uuidOf('whe', id), range, context);
  }

  private async known(id: string, context: RequestContext): Promise<ReturnType<typeof showEndpoint>> {
    const [found] = await this.webhooks.list(context, uuidOf('whe', id));
    if (found === undefined) throw refusal('not_found');
    return showEndpoint(found);
  }
}
