import { Controller, Inject } from '@nestjs/common';
import {
  type ChangeWebhookEndpointRequest,
  ChangeWebhookEndpointRequestSchema,
  type CreateWebhookEndpointRequest,
  CreateWebhookEndpointRequestSchema,
  DeleteWebhookEndpointResponseSchema,
  type ListWebhookEndpointsRequest,
  ListWebhookEndpointsRequestSchema,
  ListWebhookEndpointsResponseSchema,
  requests,
  type WebhookEndpointRequest,
  WebhookEndpointRequestSchema,
  WebhookEndpointResponseSchema,
} from '@tollgate/contracts';
import type { Clock } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { CLOCK } from '@tollgate/service';
import { ManageEndpoints } from './manage-endpoints.handler.js';
import { showEndpoint } from './show-endpoint.js';
import { storeOf } from './store-of.js';
import { WebhookEndpoints } from './webhook-endpoints.repository.js';

/** Answers for merchants' endpoints. */
@Controller()
export class WebhookEndpointsResponder {
  constructor(
    private readonly manage: ManageEndpoints,
    private readonly endpoints: WebhookEndpoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @OnRequest(requests.createWebhookEndpoint, CreateWebhookEndpointRequestSchema, WebhookEndpointResponseSchema)
  async create({ store, ...wish }: CreateWebhookEndpointRequest) {
    const { endpoint, secret } = await this.manage.create(storeOf(store), wish);
    return { endpoint: showEndpoint(endpoint, this.clock.now(), secret) };
  }

  @OnRequest(requests.listWebhookEndpoints, ListWebhookEndpointsRequestSchema, ListWebhookEndpointsResponseSchema)
  async list({ store, id }: ListWebhookEndpointsRequest) {
    const found = await this.endpoints.list(storeOf(store));
    const wanted = found.filter((one) => id === '' || one.id === id);
    return { endpoints: wanted.map((one) => showEndpoint(one, this.clock.now())) };
  }

  @OnRequest(requests.changeWebhookEndpoint, ChangeWebhookEndpointRequestSchema, WebhookEndpointResponseSchema)
  async change({ store, id, changed, ...wish }: ChangeWebhookEndpointRequest) {
    const change = Object.fromEntries(Object.entries(wish).filter(([name]) => changed.includes(name)));
    return { endpoint: showEndpoint(await this.manage.change(storeOf(store), id, change), this.clock.now()) };
  }

  @OnRequest(requests.rotateWebhookKey, WebhookEndpointRequestSchema, WebhookEndpointResponseSchema)
  async rotate({ store, id, command, isKnown }: WebhookEndpointRequest) {
    const { endpoint, secret } = await this.manage.rotate(storeOf(store), id, { command, isKnown });
    return { endpoint: showEndpoint(endpoint, this.clock.now(), secret) };
  }

  @OnRequest(requests.deleteWebhookEndpoint, WebhookEndpointRequestSchema, DeleteWebhookEndpointResponseSchema)
  async remove({ store, id }: WebhookEndpointRequest) {
    await this.manage.remove(storeOf(store), id);
    return {};
  }
}
