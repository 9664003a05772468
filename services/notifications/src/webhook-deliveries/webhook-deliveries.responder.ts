import { Controller } from '@nestjs/common';
import {
  type ListWebhookDeliveriesRequest,
  ListWebhookDeliveriesRequestSchema,
  ListWebhookDeliveriesResponseSchema,
  type ReplayWebhooksRequest,
  ReplayWebhooksRequestSchema,
  ReplayWebhooksResponseSchema,
  requests,
  type WebhookDeliveryRequest,
  WebhookDeliveryRequestSchema,
  WebhookDeliveryResponseSchema,
  type WebhookEndpointRequest,
  WebhookEndpointRequestSchema,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { OnRequest } from '@tollgate/messaging';
import { storeOf } from '../webhook-endpoints/store-of.js';
import { bodyOf } from '../webhooks/webhook-text.js';
import { DeliveryLog } from './delivery-log.repository.js';
import { type KnownDelivery, Redeliver } from './redeliver.handler.js';
import { ReplayWebhooks } from './replay-webhooks.handler.js';
import { showDelivery, showTry } from './show-delivery.js';

/** Answers for what became of merchants' webhooks. */
@Controller()
export class WebhookDeliveriesResponder {
  constructor(
    private readonly deliveries: DeliveryLog,
    private readonly byHand: Redeliver,
    private readonly replays: ReplayWebhooks,
  ) {}

  @OnRequest(requests.listWebhookDeliveries, ListWebhookDeliveriesRequestSchema, ListWebhookDeliveriesResponseSchema)
  async list({ store, endpoint, order, status, limit, cursor }: ListWebhookDeliveriesRequest) {
    if (!/^\d{0,18}$/.test(cursor)) throw new DomainError('invalid_cursor', 'cursor');
    const query = { endpoint, order, status, limit: limit + 1, before: cursor || undefined };
    const rows = await this.deliveries.page(storeOf(store), query);
    const shown = rows.slice(0, limit);
    return { deliveries: shown.map(showDelivery), nextCursor: rows.length > limit ? (shown.at(-1)?.number ?? '') : '' };
  }

  @OnRequest(requests.getWebhookDelivery, WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema)
  async find({ store, id }: WebhookDeliveryRequest) {
    return whole(await this.byHand.find(storeOf(store), id));
  }

  @OnRequest(requests.redeliverWebhook, WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema)
  async redeliver({ store, id }: WebhookDeliveryRequest) {
    return whole(await this.byHand.redeliver(storeOf(store), id));
  }

  @OnRequest(requests.testWebhookEndpoint, WebhookEndpointRequestSchema, WebhookDeliveryResponseSchema)
  async test({ store, id, command }: WebhookEndpointRequest) {
    return whole(await this.byHand.test(storeOf(store), id, command));
  }

  @OnRequest(requests.replayWebhooks, ReplayWebhooksRequestSchema, ReplayWebhooksResponseSchema)
  async replay({ store, id, from, to, command }: ReplayWebhooksRequest) {
    await this.replays.ask(storeOf(store), { endpoint: id, from, to }, command);
    return {};
  }
}

const whole = ({ delivery, tries }: KnownDelivery) => ({
  delivery: showDelivery(delivery),
  body: bodyOf(delivery),
  tries: tries.map(showTry),
});
