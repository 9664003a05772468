import { Injectable } from '@nestjs/common';
import {
  ChangeWebhookEndpointRequestSchema,
  CreateWebhookEndpointRequestSchema,
  DeleteWebhookEndpointResponseSchema,
  ListWebhookDeliveriesRequestSchema,
  type ListWebhookDeliveriesResponse,
  ListWebhookDeliveriesResponseSchema,
  ListWebhookEndpointsRequestSchema,
  ListWebhookEndpointsResponseSchema,
  ReplayWebhooksRequestSchema,
  ReplayWebhooksResponseSchema,
  requests,
  WebhookDeliveryRequestSchema,
  type WebhookDeliveryResponse,
  WebhookDeliveryResponseSchema,
  type WebhookEndpoint,
  WebhookEndpointRequestSchema,
  WebhookEndpointResponseSchema,
} from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import type { RequestContext } from '../http/caller.js';
import type { EndpointChangeBody, NewEndpointBody, ReplayBody } from './webhook.schema.js';

export interface DeliveriesAsked {
  readonly endpoint: string;
  readonly order: string;
  readonly status: string;
  readonly limit: number;
  readonly cursor: string;
}

interface MadeOnce {
  /** uuid */
  readonly id: string;
  readonly isKnown: boolean;
}

interface Rotation {
  /** uuid: the same for every repetition. */
  readonly command: string;
  readonly isKnown: boolean;
}

interface ReplayWish extends ReplayBody {
  readonly id: string;
  readonly command: string;
}

/** Merchants' webhooks, which notifications keeps. All of it throws TransientError where that does not answer. */
@Injectable()
export class Webhooks {
  constructor(private readonly requests: Requests) {}

  /** Once for each id; `isKnown`: it was made, and is shown. Throws DomainError `too_many_endpoints` and those of its URL, or `not_found`. */
  async create(wish: NewEndpointBody & MadeOnce, context: RequestContext): Promise<WebhookEndpoint> {
    const schemas = [CreateWebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const asked = { ...wish, events: [...wish.events], store: storeOf(context) };
    return known(await this.requests.request(requests.createWebhookEndpoint, ...schemas, asked, optionsOf(context)));
  }

  /** The oldest first. */
  async list(context: RequestContext, id = ''): Promise<readonly WebhookEndpoint[]> {
    const schemas = [ListWebhookEndpointsRequestSchema, ListWebhookEndpointsResponseSchema] as const;
    const asked = { store: storeOf(context), id };
    return (await this.requests.request(requests.listWebhookEndpoints, ...schemas, asked, optionsOf(context))).endpoints;
  }

  /** Throws DomainError `not_found` and those of its URL. */
  async change(id: string, change: EndpointChangeBody, context: RequestContext): Promise<WebhookEndpoint> {
    const schemas = [ChangeWebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const asked = { ...given, changed: Object.keys(given), store: storeOf(context), id };
    return known(await this.requests.request(requests.changeWebhookEndpoint, ...schemas, asked, optionsOf(context)));
  }

  /** Throws DomainError `not_found`. */
  async remove(id: string, context: RequestContext): Promise<void> {
    const schemas = [WebhookEndpointRequestSchema, DeleteWebhookEndpointResponseSchema] as const;
    const asked = { store: storeOf(context), id };
    await this.requests.request(requests.deleteWebhookEndpoint, ...schemas, asked, optionsOf(context));
  }

  /** Once for each command; `isKnown`: it was done. Throws DomainError `not_found`. */
  async rotate(id: string, rotation: Rotation, context: RequestContext): Promise<WebhookEndpoint> {
    const schemas = [WebhookEndpointRequestSchema, WebhookEndpointResponseSchema] as const;
    const asked = { ...rotation, store: storeOf(context), id };
    return known(await this.requests.request(requests.rotateWebhookKey, ...schemas, asked, optionsOf(context)));
  }

  /** Once for each command. Throws DomainError `not_found`, `endpoint_disabled`. */
  test(id: string, command: string, context: RequestContext): Promise<WebhookDeliveryResponse> {
    const schemas = [WebhookEndpointRequestSchema, WebhookDeliveryResponseSchema] as const;
    const asked = { store: storeOf(context), id, command };
    return this.requests.request(requests.testWebhookEndpoint, ...schemas, asked, optionsOf(context));
  }

  /** Once for each command, while it is under way. Throws DomainError `not_found`, `endpoint_disabled`, `invalid_range`. */
  async replay(wish: ReplayWish, context: RequestContext): Promise<void> {
    const schemas = [ReplayWebhooksRequestSchema, ReplayWebhooksResponseSchema] as const;
    const asked = { ...wish, store: storeOf(context) };
    await this.requests.request(requests.replayWebhooks, ...schemas, asked, optionsOf(context));
  }

  /** The newest first. Throws DomainError `invalid_cursor`. */
  deliveries(query: DeliveriesAsked, context: RequestContext): Promise<ListWebhookDeliveriesResponse> {
    const schemas = [ListWebhookDeliveriesRequestSchema, ListWebhookDeliveriesResponseSchema] as const;
    const asked = { ...query, store: storeOf(context) };
    return this.requests.request(requests.listWebhookDeliveries, ...schemas, asked, optionsOf(context));
  }

  /** Throws DomainError `not_found`. */
  delivery(id: string, context: RequestContext): Promise<WebhookDeliveryResponse> {
    const schemas = [WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema] as const;
    return this.requests.request(requests.getWebhookDelivery, ...schemas, { store: storeOf(context), id }, optionsOf(context));
  }

  /** Throws DomainError `not_found`, `endpoint_disabled`. */
  redeliver(id: string, context: RequestContext): Promise<WebhookDeliveryResponse> {
    const schemas = [WebhookDeliveryRequestSchema, WebhookDeliveryResponseSchema] as const;
    return this.requests.request(requests.redeliverWebhook, ...schemas, { store: storeOf(context), id }, optionsOf(context));
  }
}

const storeOf = ({ caller: { merchant, mode } }: RequestContext) => ({ merchant, mode });
const optionsOf = ({ traceparent, requestId }: RequestContext) => ({ traceparent, requestId });

const known = ({ endpoint }: { readonly endpoint?: WebhookEndpoint | undefined }): WebhookEndpoint => {
  invariant(endpoint !== undefined, 'an endpoint that was made or changed is answered');
  return endpoint;
};
