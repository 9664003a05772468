import { Injectable } from '@nestjs/common';
import { queryRows } from '@tollgate/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import { WebhookEndpointRecord } from './webhook-endpoint.entity.js';

export interface WebhookStore {
  readonly merchant: string;
  readonly mode: string;
}

export type NewWebhookEndpoint = Pick<
  WebhookEndpointRecord,
  'id' | 'url' | 'events' | 'isOrdered' | 'signature' | 'description' | 'isEnabled' | 'sealedKey' | 'publicKey'
> &
  WebhookStore;

/** What no transaction after this moment lies before: an endpoint hears of what happens from now on. */
const NOW_IN_LOG = '(SELECT max(epoch) FROM order_log.epochs), pg_snapshot_xmin(pg_current_snapshot())';

/** Merchants' endpoints. */
@Injectable()
export class WebhookEndpoints {
  constructor(private readonly database: DataSource) {}

  /** Undefined where the store has none of this id. */
  async find({ merchant, mode }: WebhookStore, id: string): Promise<WebhookEndpointRecord | undefined> {
    return (await this.database.getRepository(WebhookEndpointRecord).findOneBy({ id, merchant, mode })) ?? undefined;
  }

  async byId(id: string): Promise<WebhookEndpointRecord | undefined> {
    return (await this.database.getRepository(WebhookEndpointRecord).findOneBy({ id })) ?? undefined;
  }

  /** The oldest first. */
  list({ merchant, mode }: WebhookStore): Promise<readonly WebhookEndpointRecord[]> {
    const order = { createdAt: 'ASC', id: 'ASC' } as const;
    return this.database.getRepository(WebhookEndpointRecord).find({ where: { merchant, mode }, order });
  }

  /** False, and nothing is added, where the store has so many, or the id is there already. One store's take their turns. */
  async add(endpoint: NewWebhookEndpoint, most: number): Promise<boolean> {
    const { id, merchant, mode, url, events, isOrdered, signature, description, isEnabled, sealedKey, publicKey } = endpoint;
    return this.database.transaction(async (manager) => {
      await queryRows(manager, `SELECT pg_advisory_xact_lock(hashtext('webhook_endpoints'), hashtext($1))`, [merchant]);
      const text = `INSERT INTO webhook_endpoints (id, merchant, mode, url, events, is_ordered, signature, description, is_enabled, sealed_key,
          public_key, since_epoch, since_xid)
        SELECT $1, $2, $3, $4, $5::text[], $6, $7, $8, $9, $10, $11, ${NOW_IN_LOG}
        WHERE (SELECT count(*) FROM webhook_endpoints WHERE merchant = $2 AND mode = $3) < $12 ON CONFLICT (id) DO NOTHING RETURNING id`;
      const values = [id, merchant, mode, url, events, isOrdered, signature, description, isEnabled, sealedKey, publicKey, most];
      return (await queryRows(manager, text, values)).length > 0;
    });
  }

  /** Does what `change` says with the endpoint while nobody else changes it; undefined where there is none. */
  change(
    { merchant, mode }: WebhookStore,
    id: string,
    change: (endpoint: WebhookEndpointRecord, manager: EntityManager) => Promise<void> | void,
  ): Promise<WebhookEndpointRecord | undefined> {
    return this.database.transaction(async (manager) => {
      const endpoints = manager.getRepository(WebhookEndpointRecord);
      const found = await endpoints.findOne({ where: { id, merchant, mode }, lock: { mode: 'pessimistic_write' } });
      if (found === null) return undefined;
      const wasEnabled = found.isEnabled;
      await change(found, manager);
      await endpoints.save(found);
      if (!wasEnabled && found.isEnabled) await this.hearFromNow(manager, id);
      return found;
    });
  }

  /** With its deliveries. */
  async remove({ merchant, mode }: WebhookStore, id: string): Promise<boolean> {
    const text = 'DELETE FROM webhook_endpoints WHERE id = $1 AND merchant = $2 AND mode = $3 RETURNING id';
    return (await queryRows(this.database, text, [id, merchant, mode])).length > 0;
  }

  /** What happened while it was off is not sent. */
  private async hearFromNow(manager: EntityManager, id: string): Promise<void> {
    const text = `UPDATE webhook_endpoints SET (since_epoch, since_xid) = (SELECT ${NOW_IN_LOG}) WHERE id = $1`;
    await queryRows(manager, text, [id]);
  }
}
