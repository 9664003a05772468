import { Inject, Injectable } from '@nestjs/common';
import { type CreateWebhookEndpointRequest, isEventType, merchantEventTypes } from '@tollgate/contracts';
import type { WebhookSignature } from '@tollgate/crypto';
import { type Clock, DomainError } from '@tollgate/errors';
import type { DueWork } from '@tollgate/postgres';
import { CLOCK, CONFIG, type EgressRules, urlProblem } from '@tollgate/service';
import type { EntityManager } from 'typeorm';
import type { Config } from '../config.js';
import { DUE_WORK } from '../outgoing/tokens.data.js';
import { WEBHOOKS } from '../webhooks/webhook.js';
import { rulesFor } from './egress-rules.js';
import type { WebhookEndpointRecord } from './webhook-endpoint.entity.js';
import { WebhookEndpoints, type WebhookStore } from './webhook-endpoints.repository.js';
import { WebhookKeys } from './webhook-keys.client.js';

/** Of a merchant and mode. */
const MOST_ENDPOINTS = 50;
/** After a rotation the key before signs, too, so that receivers may take theirs over one by one. */
const BOTH_KEYS_MS = 24 * 3_600_000;

export interface KnownSecret {
  readonly endpoint: WebhookEndpointRecord;
  readonly secret: string;
}

export interface Rotation {
  /** uuid: the same for every repetition. */
  readonly command: string;
  /** It was done. */
  readonly isKnown: boolean;
}

export interface EndpointChange {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly isOrdered?: boolean | undefined;
  readonly description?: string | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** Makes and changes the endpoints of merchants' webhooks. */
@Injectable()
export class ManageEndpoints {
  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly keys: WebhookKeys,
    @Inject(DUE_WORK) private readonly dueWork: DueWork<EntityManager>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws DomainError `too_many_endpoints`, `invalid_event_type` and those of `urlProblem`. The same id again is answered alike. */
  async create(store: WebhookStore, wish: Omit<CreateWebhookEndpointRequest, 'store'>): Promise<KnownSecret> {
    if (wish.isKnown) return this.known(store, wish.id, null);
    const { id, url, isOrdered, description, isEnabled } = wish;
    const signature = wish.signature as WebhookSignature;
    const events = checkedTypes(wish.events);
    checkUrl(url, rulesFor(store.mode, this.config));
    const made = this.keys.make(id, signature);
    const { merchant, mode } = store;
    const endpoint = { id, merchant, mode, url, events, isOrdered, signature, description, isEnabled, ...made };
    const isAdded = await this.endpoints.add(endpoint, MOST_ENDPOINTS);
    const found = await this.endpoints.find(store, id);
    if (found === undefined) throw new DomainError(isAdded ? 'not_found' : 'too_many_endpoints');
    return { endpoint: found, secret: this.secretOf(found, null) };
  }

  /** One that was made, as it is now. Throws DomainError `not_found`: it may have been deleted since. */
  private async known(store: WebhookStore, id: string, command: string | null): Promise<KnownSecret> {
    const found = await this.endpoints.find(store, id);
    if (found === undefined) throw new DomainError('not_found');
    return { endpoint: found, secret: this.secretOf(found, command) };
  }

  /** The secret that a command made, or the first one: empty where it is not the endpoint's any more, as a later one is shown to who made that. */
  private secretOf(endpoint: WebhookEndpointRecord, command: string | null): string {
    return endpoint.keyCommand === command ? this.keys.secretOf(endpoint) : '';
  }

  /** Throws DomainError `not_found` and those of `create`. Enabled again, or with another address, it is tried at once. */
  async change(store: WebhookStore, id: string, { events, url, ...change }: EndpointChange): Promise<WebhookEndpointRecord> {
    if (url !== undefined) checkUrl(url, rulesFor(store.mode, this.config));
    const types = events === undefined ? {} : { events: checkedTypes(events) };
    const address = url === undefined ? {} : { url };
    return this.changed(store, id, async (endpoint, manager) => {
      const isAnew = url !== undefined || (change.isEnabled === true && !endpoint.isEnabled);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      Object.assign(endpoint, given, address, types, isAnew ? tryAnew : {});
      if (endpoint.isEnabled) await this.wake(id, manager);
    });
  }

  /** Throws DomainError `not_found`. The same command again changes nothing, and shows the same secret; `isKnown`: also where another one was made
   *  since, which is not shown. */
  async rotate(store: WebhookStore, id: string, { command, isKnown }: Rotation): Promise<KnownSecret> {
    if (isKnown) return this.known(store, id, command);
    const endpoint = await this.changed(store, id, (one) => {
      if (one.keyCommand === command) return;
      one.previousSealedKey = one.sealedKey;
      one.previousKeyUntil = new Date(this.clock.now().getTime() + BOTH_KEYS_MS);
      Object.assign(one, this.keys.make(id, one.signature), { keyCommand: command });
    });
    return { endpoint, secret: this.secretOf(endpoint, command) };
  }

  /** Throws DomainError `not_found`. */
  async remove(store: WebhookStore, id: string): Promise<void> {
    if (!(await this.endpoints.remove(store, id))) throw new DomainError('not_found');
    await this.dueWork.cancel(WEBHOOKS, id);
  }

  /** Whether it is paused or not, it is tried now. */
  wake(id: string, manager?: EntityManager): Promise<void> {
    return this.dueWork.schedule({ kind: WEBHOOKS, key: id, dueAt: this.clock.now() }, manager);
  }

  private async changed(
    store: WebhookStore,
    id: string,
    change: (endpoint: WebhookEndpointRecord, manager: EntityManager) => Promise<void> | void,
  ): Promise<WebhookEndpointRecord> {
    const endpoint = await this.endpoints.change(store, id, change);
    if (endpoint === undefined) throw new DomainError('not_found');
    return endpoint;
  }
}

const tryAnew = {
  isGone: false,
  pausedUntil: null,
  failures: 0,
  openings: 0,
  lastTryAt: null,
  lastAnswerStatus: 0,
  lastProblem: '',
} as const;

const checkUrl = (url: string, rules: EgressRules): void => {
  const problem = urlProblem(url, rules);
  if (problem !== undefined) throw new DomainError(problem, '/url');
};

const known: ReadonlySet<string> = new Set(merchantEventTypes);

const checkedTypes = (types: readonly string[]): string[] => {
  const wrong = types.findIndex((type) => !isEventType(type) || !known.has(type));
  if (wrong !== -1) throw new DomainError('invalid_event_type', `/events/${wrong}`);
  return [...new Set(types)].sort();
};
