import { merchantEventTypes, type RecordedEvent } from '@tollgate/contracts';
import type { MemoryDueWork } from '@tollgate/postgres';
import type { Breaker } from '../../../services/notifications/dist/webhooks/breaker.js';
import type { DueDelivery, DueQuery, RecordedTry } from '../../../services/notifications/dist/webhooks/deliveries.repository.js';
import type { SeenHealth, TriedEndpoint } from '../../../services/notifications/dist/webhooks/endpoint-health.repository.js';
import { TRIED_FOR_MS, WEBHOOKS } from '../../../services/notifications/dist/webhooks/webhook.js';
import type { OutgoingWebhook, SentWebhook } from '../../../services/notifications/dist/webhooks/webhook-sender.client.js';
import type { Process } from '../world/process.ts';
import type { World } from '../world/world.ts';
import type { Store } from './store.ts';

/** An endpoint as its row has it. */
export interface Endpoint extends Breaker {
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test';
  readonly url: string;
  readonly signature: 'hmac';
  /** An order's events come one after the other. */
  readonly isOrdered: boolean;
  readonly isEnabled: boolean;
  readonly failingSince: Date | null;
}

/** A webhook as its receiver has it. */
export interface ReceivedWebhook {
  readonly endpoint: string;
  /** The header `webhook-id`. */
  readonly id: string;
  readonly body: string;
}

interface Row {
  readonly id: string;
  readonly endpoint: string;
  readonly event: RecordedEvent;
  readonly sequence: number;
  status: RecordedTry['status'];
  tries: number;
  nextAtMs: number;
  readonly giveUpAt: Date;
}

/** What becomes of a try. `cut`: it is received, and its answer lost. */
type Fate = 'received' | 'busy' | 'cut' | 'unreachable';
const fates: readonly Fate[] = ['busy', 'cut', 'unreachable'];

const PAGE = 1_000;

export interface WebhookParts {
  readonly world: World;
  readonly store: Store;
  /** notifications' own. */
  readonly dueWork: () => MemoryDueWork;
}

/** Merchants' endpoints, what is owed to them, how far the log was followed for it, and the receivers. The twin of notifications' statements. */
export class SimulatedWebhooks {
  readonly endpoints = new Map<string, Endpoint>();
  readonly received: ReceivedWebhook[] = [];
  private readonly rows = new Map<string, Row>();
  private place = 0;
  private readonly parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.parts = parts;
  }

  add(merchant: string, isOrdered: boolean): void {
    const id = `${merchant} ${isOrdered ? 'ordered' : 'as it comes'}`;
    const closed = { failures: 0, openings: 0, pausedUntil: null, failingSince: null };
    const url = `https://${merchant}.example/hook`;
    this.endpoints.set(id, { id, merchant, mode: 'test', url, signature: 'hmac', isOrdered, isEnabled: true, ...closed });
  }

  /** Everything in the log was looked at, and all of it received. */
  get isQuiet(): boolean {
    const isFollowed = this.endpoints.size === 0 || this.parts.store.tail(this.place, false).length === 0;
    return isFollowed && [...this.rows.values()].every(({ status }) => status !== 'pending');
  }

  /** One process's repositories, and its way to the receivers. */
  of(process: Process) {
    return {
      earliest: async () => (this.endpoints.size === 0 ? undefined : { epoch: 1, xid: '1' }),
      follow: (_earliest: unknown, now: Date) => process.effect('follow', () => this.follow(now)),
      byId: (id: string) => process.effect('endpoint', () => this.endpoints.get(id)),
      due: (endpoint: Endpoint, asked: DueQuery) => process.effect('due webhooks', () => this.due(endpoint, asked)),
      nextAt: (endpoint: Endpoint) => process.effect('next webhook', () => this.nextAt(endpoint)),
      record: (one: RecordedTry) => process.effect('record webhook', () => this.record(one)),
      giveUpOverdue: async () => 0,
      keep: ({ id }: TriedEndpoint, breaker: Breaker, seen: SeenHealth) =>
        process.effect('keep health', () => this.keep(id, breaker, seen)),
      disable: async () => undefined,
      noteTry: async () => undefined,
      send: (webhook: OutgoingWebhook) => this.send(process, webhook),
    };
  }

  private async follow(now: Date): Promise<number> {
    const page = this.parts.store.tail(this.place, false).slice(0, PAGE);
    const owed = new Set<string>();
    for (const event of page.flatMap(({ events }) => events ?? [])) {
      for (const endpoint of this.endpoints.values()) {
        if (endpoint.merchant !== event.header.merchant || !merchantEventTypes.includes(event.type)) continue;
        this.owe(endpoint, event, now);
        owed.add(endpoint.id);
      }
    }
    for (const key of owed) await this.parts.dueWork().schedule({ kind: WEBHOOKS, key, dueAt: now });
    this.place = (page.at(-1)?.position ?? this.place - 1) + 1;
    return page.length;
  }

  private owe({ id: endpoint }: Endpoint, event: RecordedEvent, now: Date): void {
    const id = `${endpoint} ${event.header.id}`;
    if (this.rows.has(id)) return;
    const sequence = 1 + [...this.rows.values()].filter((row) => isOfOrder(row, endpoint, event.header.subject.id)).length;
    const giveUpAt = new Date(now.getTime() + TRIED_FOR_MS);
    this.rows.set(id, { id, endpoint, event, sequence, status: 'pending', tries: 0, nextAtMs: now.getTime(), giveUpAt });
  }

  private pendingOf({ id, isOrdered }: Pick<Endpoint, 'id' | 'isOrdered'>): readonly Row[] {
    const pending = [...this.rows.values()].filter((row) => row.endpoint === id && row.status === 'pending');
    if (!isOrdered) return pending;
    const heads = new Map<string, Row>();
    for (const row of pending) if (!heads.has(row.event.header.subject.id)) heads.set(row.event.header.subject.id, row);
    return [...heads.values()];
  }

  private due(endpoint: Endpoint, { now, without, count }: DueQuery): readonly DueDelivery[] {
    const due = this.pendingOf(endpoint).filter(({ id, nextAtMs }) => nextAtMs <= now.getTime() && !without.includes(id));
    return due.slice(0, count).map(({ id, event, sequence, tries, giveUpAt }) => {
      const { headerText, dataText, hash } = event;
      return {
        id,
        goesFirst: false,
        event: event.header.id,
        sequence,
        tries,
        recentTries: tries,
        giveUpAt,
        body: null,
        headerText,
        dataText,
        hash,
      };
    });
  }

  private nextAt(endpoint: Endpoint): Date | undefined {
    const times = this.pendingOf(endpoint).map(({ nextAtMs }) => nextAtMs);
    return times.length === 0 ? undefined : new Date(Math.min(...times));
  }

  private record({ delivery, status, nextAt }: RecordedTry): void {
    const row = this.rows.get(delivery);
    if (row === undefined) return;
    row.tries += 1;
    if (row.status !== 'pending') return;
    row.status = status;
    row.nextAtMs = nextAt?.getTime() ?? row.nextAtMs;
  }

  private keep(id: string, { failures, openings, pausedUntil }: Breaker, { openings: seen, isFailing, now }: SeenHealth): void {
    const endpoint = this.endpoints.get(id);
    if (endpoint === undefined || endpoint.openings !== seen) return;
    const failingSince = isFailing ? (endpoint.failingSince ?? now) : null;
    this.endpoints.set(id, { ...endpoint, failures, openings, pausedUntil, failingSince });
  }

  private async send(process: Process, { endpoint, id, body }: OutgoingWebhook): Promise<SentWebhook> {
    const { world } = this.parts;
    const fate = world.meets('mail') ? world.random.pick(fates) : 'received';
    const answer = (status: number): SentWebhook => ({
      status,
      body: '',
      problem: '',
      retryAfter: undefined,
      tookMs: 1,
      headers: {},
    });
    const receive = (): SentWebhook => {
      if (fate === 'unreachable') return answer(0);
      if (fate === 'busy') return answer(503);
      this.received.push({ endpoint: (endpoint as Endpoint).id, id, body });
      return answer(fate === 'cut' ? 0 : 200);
    };
    // Never throws for what the other side does.
    return process.effect('webhook', receive, { isSure: true, via: 'outside' }).catch(() => answer(0));
  }
}

const isOfOrder = (row: Row, endpoint: string, order: string): boolean =>
  row.endpoint === endpoint && row.event.header.subject.id === order;
