import { Inject, Injectable } from '@nestjs/common';
import { type Clock, DomainError, invariant } from '@tollgate/errors';
import { CLOCK } from '@tollgate/service';
import { ManageEndpoints } from '../webhook-endpoints/manage-endpoints.handler.js';
import { WebhookEndpoints, type WebhookStore } from '../webhook-endpoints/webhook-endpoints.repository.js';
import { TEST_TYPE, TRIED_FOR_MS } from '../webhooks/webhook.js';
import { testBodyOf } from '../webhooks/webhook-text.js';
import { DeliveryLog, type FoundDelivery, type TryRow } from './delivery-log.repository.js';

export interface KnownDelivery {
  readonly delivery: FoundDelivery;
  readonly tries: readonly TryRow[];
}

/** What somebody asks for by hand: a test, or a webhook once more. Either is tried before all that is due, also where the endpoint is left alone at
 *  the moment. */
@Injectable()
export class Redeliver {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly deliveries: DeliveryLog,
    private readonly endpoints: WebhookEndpoints,
    private readonly manage: ManageEndpoints,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws DomainError `not_found`. */
  async find(store: WebhookStore, id: string): Promise<KnownDelivery> {
    const delivery = await this.deliveries.find(store, id);
    if (delivery === undefined) throw new DomainError('not_found');
    return { delivery, tries: await this.deliveries.tries(id) };
  }

  /** Throws DomainError `not_found`, `endpoint_disabled`. */
  async redeliver(store: WebhookStore, id: string): Promise<KnownDelivery> {
    const { delivery } = await this.find(store, id);
    await this.checkEnabled(store, delivery.endpoint);
    const now = this.clock.now();
    await this.deliveries.inTransaction(async (manager) => {
      await this.deliveries.renew(id, { now, giveUpAt: until(now) }, manager);
      await this.manage.wake(delivery.endpoint, manager);
    });
    return this.find(store, id);
  }

  /** Throws DomainError `not_found`, `endpoint_disabled`. The same event (uuid) again is the same test. */
  async test(store: WebhookStore, endpoint: string, event: string): Promise<KnownDelivery> {
    await this.checkEnabled(store, endpoint);
    const at = this.clock.now();
    const test = { endpoint, event, type: TEST_TYPE, body: testBodyOf({ ...store, event, at }), at, giveUpAt: until(at) };
    const id = await this.deliveries.inTransaction(async (manager) => {
      const added = await this.deliveries.addTest(store, test, manager);
      await this.manage.wake(endpoint, manager);
      return added;
    });
    invariant(id !== '', 'a test that was added is there');
    return this.find(store, id);
  }

  private async checkEnabled(store: WebhookStore, id: string): Promise<void> {
    const endpoint = await this.endpoints.find(store, id);
    if (endpoint === undefined) throw new DomainError('not_found');
    if (!endpoint.isEnabled) throw new DomainError('endpoint_disabled');
  }
}

const until = (now: Date): Date => new Date(now.getTime() + TRIED_FOR_MS);
