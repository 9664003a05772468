import { randomUUID } from 'node:crypto';
import {
  ChangeWebhookEndpointRequestSchema,
  CreateWebhookEndpointRequestSchema,
  type DescMessage,
  ListWebhookDeliveriesRequestSchema,
  ListWebhookDeliveriesResponseSchema,
  ListWebhookEndpointsRequestSchema,
  ListWebhookEndpointsResponseSchema,
  type MessageInitShape,
  ReplayWebhooksRequestSchema,
  ReplayWebhooksResponseSchema,
  requests,
  type WebhookDelivery,
  WebhookDeliveryRequestSchema,
  WebhookDeliveryResponseSchema,
  type WebhookEndpoint,
  WebhookEndpointRequestSchema,
  WebhookEndpointResponseSchema,
} from '@tollgate/contracts';
import type { Requests } from '@tollgate/messaging';

type Init<T extends DescMessage> = Partial<MessageInitShape<T>>;

/** Asks notifications for webhooks, as gateway-ingress does. */
export class WebhookRequests {
  constructor(
    private readonly requests: Requests,
    readonly store: { readonly merchant: string; readonly mode: string } = { merchant: 'mer_demo', mode: 'test' },
  ) {}

  async create(url: string, more: Init<typeof CreateWebhookEndpointRequestSchema> = {}): Promise<WebhookEndpoint> {
    const wish = { store: this.store, id: randomUUID(), url, signature: 'hmac', isEnabled: true, ...more };
    const schemas = [CreateWebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const { endpoint } = await this.requests.request(requests.createWebhookEndpoint, ...schemas, wish as object);
    return endpoint as WebhookEndpoint;
  }

  async change(id: string, change: Init<typeof ChangeWebhookEndpointRequestSchema>): Promise<WebhookEndpoint> {
    const schemas = [ChangeWebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const wish = { store: this.store, id, changed: Object.keys(change), ...change } as object;
    return (await this.requests.request(requests.changeWebhookEndpoint, ...schemas, wish)).endpoint as WebhookEndpoint;
  }

  async find(id: string): Promise<WebhookEndpoint | undefined> {
    const schemas = [ListWebhookEndpointsRequestSchema, ListWebhookEndpointsResponseSchema] as const;
    const { endpoints } = await this.requests.request(requests.listWebhookEndpoints, ...schemas, { store: this.store, id });
    return endpoints[0];
  }

  async rotate(id: string, command: string, isKnown = false): Promise<WebhookEndpoint> {
    const schemas = [WebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const asked = { store: this.store, id, command, isKnown };
    return (await this.requests.request(requests.rotateWebhookKey, ...schemas, asked)).endpoint as WebhookEndpoint;
  }

  async deliveries(
    query: Init<typeof ListWebhookDeliveriesRequestSchema>,
  ): Promise<{ deliveries: WebhookDelivery[]; nextCursor: string }> {
    const schemas = [ListWebhookDeliveriesRequestSchema, ListWebhookDeliveriesResponseSchema] as const;
    return this.requests.request(requests.listWebhookDeliveries, ...schemas, {
      store: this.store,
      limit: 100,
      ...query,
    } as object);
  }

  delivery(id: string) {
    const schemas = [WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema] as const;
    return this.requests.request(requests.getWebhookDelivery, ...schemas, { store: this.store, id });
  }

  redeliver(id: string) {
    const schemas = [WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema] as const;
    return this.requests.request(requests.redeliverWebhook, ...schemas, { store: this.store, id });
  }

  test(id: string, command: string) {
    const schemas = [WebhookEndpointRequestSchema, WebhookDeliveryResponseSchema] as const;
    return this.requests.request(requests.testWebhookEndpoint, ...schemas, { store: this.store, id, command });
  }

  replay(id: string, from: Date, to: Date) {
    const schemas = [ReplayWebhooksRequestSchema, ReplayWebhooksResponseSchema] as const;
    const asked = { store: this.store, id, from: from.toISOString(), to: to.toISOString(), command: randomUUID() };
    return this.requests.request(requests.replayWebhooks, ...schemas, asked);
  }
}
