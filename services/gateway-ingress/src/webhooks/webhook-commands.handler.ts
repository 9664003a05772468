import { Injectable } from '@nestjs/common';
import type { WebhookDeliveryResponse, WebhookEndpoint } from '@tollgate/contracts';
import { idFor, type RequestContext } from '../http/caller.js';
import { IdempotencyRepository } from '../idempotency/idempotency.repository.js';
import type { NewEndpointBody, ReplayBody } from './webhook.schema.js';
import { Webhooks } from './webhooks.client.js';

/** What is done to webhooks once for each Idempotency-Key. Repeated under its key nothing is done again, and what it was about is shown as it is now;
 *  what was deleted since is DomainError `not_found`. */
@Injectable()
export class WebhookCommands {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly idempotency: IdempotencyRepository,
  ) {}

  /** Throws what `Webhooks.create` throws. */
  async create(wish: NewEndpointBody, context: RequestContext): Promise<WebhookEndpoint> {
    const { found } = context.attempt;
    if (found !== undefined) return this.webhooks.create({ ...wish, id: found.answer ?? '', isKnown: true }, context);
    const id = idFor('webhook-endpoint', context.attempt);
    const made = await this.webhooks.create({ ...wish, id, isKnown: false }, context);
    await this.idempotency.keep(context.attempt, { answer: id });
    return made;
  }

  /** Throws what `Webhooks.rotate` throws. */
  async rotate(id: string, context: RequestContext): Promise<WebhookEndpoint> {
    const { found } = context.attempt;
    if (found !== undefined) return this.webhooks.rotate(id, { command: found.answer ?? '', isKnown: true }, context);
    const command = idFor('webhook-rotation', context.attempt);
    const rotated = await this.webhooks.rotate(id, { command, isKnown: false }, context);
    await this.idempotency.keep(context.attempt, { answer: command });
    return rotated;
  }

  /** Throws what `Webhooks.test` throws. */
  test(id: string, context: RequestContext): Promise<WebhookDeliveryResponse> {
    return this.sendOnce(context, () => this.webhooks.test(id, idFor('webhook-test', context.attempt), context));
  }

  /** Throws what `Webhooks.redeliver` throws. */
  redeliver(id: string, context: RequestContext): Promise<WebhookDeliveryResponse> {
    return this.sendOnce(context, () => this.webhooks.redeliver(id, context));
  }

  /** Throws what `Webhooks.replay` throws. */
  async replay(id: string, range: ReplayBody, context: RequestContext): Promise<void> {
    if (context.attempt.found !== undefined) return;
    const command = idFor('webhook-replay', context.attempt);
    await this.webhooks.replay({ id, command, ...range }, context);
    await this.idempotency.keep(context.attempt, { answer: command });
  }

  private async sendOnce(
    context: RequestContext,
    send: () => Promise<WebhookDeliveryResponse>,
  ): Promise<WebhookDeliveryResponse> {
    const { found } = context.attempt;
    if (found !== undefined) return this.webhooks.delivery(found.answer ?? '', context);
    const sent = await send();
    await this.idempotency.keep(context.attempt, { answer: sent.delivery?.id ?? '' });
    return sent;
  }
}
