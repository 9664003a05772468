import { Inject, Injectable } from '@nestjs/common';
import type { Random } from '@tollgate/crypto';
import type { Clock } from '@tollgate/errors';
import { crashPoint } from '@tollgate/order-log';
import { backoffMs, type DueItem, type DueWorkHandler, type Handled } from '@tollgate/postgres';
import { CLOCK, CONFIG, LOG, type Log, Metrics } from '@tollgate/service';
import type { Config } from '../config.js';
import { RANDOM } from '../outgoing/tokens.data.js';
import { rulesFor } from '../webhook-endpoints/egress-rules.js';
import type { WebhookEndpointRecord } from '../webhook-endpoints/webhook-endpoint.entity.js';
import { WebhookEndpoints } from '../webhook-endpoints/webhook-endpoints.repository.js';
import { WebhookKeys } from '../webhook-endpoints/webhook-keys.client.js';
import { afterFailure, type Breaker, CLOSED, isPaused, isProbing } from './breaker.js';
import { Deliveries, type DueDelivery } from './deliveries.repository.js';
import { EndpointHealth } from './endpoint-health.repository.js';
import { nextTryAt, outcomeOf } from './try-outcome.js';
import { WEBHOOKS } from './webhook.js';
import { WebhookSender } from './webhook-sender.client.js';
import { bodyOf, webhookIdOf } from './webhook-text.js';

const BETWEEN_TRIES = { firstMs: 4_000, maxMs: 4 * 3_600_000 };
const PAUSES = { firstMs: 10_000, maxMs: 15 * 60_000 };
/** On their way to one endpoint at once, once something got through; before that, two. */
const MOST_AT_ONCE = 8;
const AT_ONCE_FIRST = 2;
/** After that no other is begun, so that the last one ends within the lease. */
const BEGIN_WITHIN_MS = 6_000;
const READ_AT_ONCE = 32;

/** Crash points: the receiver has it, and nobody knows; it is recorded, and its endpoint's work is not done. */
export const crashAfterSend = 'webhook:after-send';
export const crashAfterRecord = 'webhook:after-record';

/** An endpoint's webhooks while they are sent. */
interface Sending {
  readonly endpoint: WebhookEndpointRecord;
  readonly keys: readonly Uint8Array[];
  readonly inFlight: Map<string, Promise<void>>;
  readonly signal: AbortSignal;
  breaker: Breaker;
  atOnce: number;
  hasSucceeded: boolean;
  isGone: boolean;
  /** What kept a try from being recorded: ours, not the endpoint's. */
  failure?: unknown;
}

/** Sends what is owed to an endpoint. An endpoint is one item of due work: one replica at a time sends to it, and one that hangs or fails takes up a
 *  place of its own and nobody else's. */
@Injectable()
export class SendWebhooks implements DueWorkHandler {
  readonly kind = WEBHOOKS;
  readonly limit = 128;
  /** Short, as after a crash nobody else sends to the endpoint before it ends. */
  readonly leaseMs = 20_000;
  private readonly tries;

  // biome-ignore lint/complexity/useMaxParams: what Nest injects
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly keys: WebhookKeys,
    private readonly deliveries: Deliveries,
    private readonly health: EndpointHealth,
    private readonly sender: WebhookSender,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RANDOM) private readonly random: Pick<Random, 'fraction'>,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    metrics: Metrics,
  ) {
    this.tries = metrics.counter('webhook_tries_total', 'Tries to send a webhook, by what became of each', ['outcome']);
  }

  readonly handle = async ({ key }: DueItem, signal: AbortSignal): Promise<Handled> => {
    const endpoint = await this.endpoints.byId(key);
    if (endpoint === undefined || !endpoint.isEnabled) return 'done';
    const now = this.clock.now();
    if (isPaused(endpoint, now)) {
      await this.deliveries.giveUpOverdue(endpoint.id, now);
      return { postponeMs: (endpoint.pausedUntil?.getTime() ?? 0) - now.getTime() };
    }
    const { failures, openings, pausedUntil } = endpoint;
    const breaker = { failures, openings, pausedUntil };
    const atOnce = isProbing(breaker) ? 1 : AT_ONCE_FIRST;
    const keys = this.keys.signing(endpoint, now);
    const sending: Sending = {
      endpoint,
      keys,
      inFlight: new Map(),
      signal,
      breaker,
      atOnce,
      hasSucceeded: false,
      isGone: false,
    };
    await this.sendDue(sending);
    return this.ended(sending);
  };

  /** As long as something is due and there is time, up to so many at once. */
  private async sendDue(sending: Sending): Promise<void> {
    const until = performance.now() + BEGIN_WITHIN_MS;
    let waiting: DueDelivery[] = [];
    while (this.mayBegin(sending, until)) {
      if (waiting.length === 0) waiting = [...(await this.due(sending))];
      if (waiting.length === 0 && sending.inFlight.size === 0) break;
      while (waiting.length > 0 && sending.inFlight.size < sending.atOnce) this.begin(sending, waiting.shift() as DueDelivery);
      await Promise.race(sending.inFlight.values());
    }
    await Promise.all(sending.inFlight.values());
    if (sending.failure !== undefined) throw sending.failure;
  }

  private mayBegin({ breaker, failure, isGone, signal }: Sending, until: number): boolean {
    const isOver = performance.now() >= until || signal.aborted;
    return !isOver && failure === undefined && !isGone && !isPaused(breaker, this.clock.now());
  }

  private due({ endpoint, inFlight }: Sending): Promise<readonly DueDelivery[]> {
    return this.deliveries.due(endpoint, { now: this.clock.now(), without: [...inFlight.keys()], count: READ_AT_ONCE });
  }

  private begin(sending: Sending, delivery: DueDelivery): void {
    const tried = this.tryOnce(sending, delivery).catch((error: unknown) => {
      sending.failure ??= error;
    });
    const place = tried.finally(() => sending.inFlight.delete(delivery.id));
    sending.inFlight.set(delivery.id, place);
  }

  private async tryOnce(sending: Sending, delivery: DueDelivery): Promise<void> {
    const { endpoint, keys } = sending;
    const at = this.clock.now();
    const body = bodyOf(delivery);
    const rules = rulesFor(endpoint.mode, this.config);
    const sent = await this.sender.send({ endpoint, keys, id: webhookIdOf(delivery.event), body, at, rules });
    crashPoint(crashAfterSend);
    const outcome = outcomeOf(sent);
    const isThrough = outcome.kind === 'succeeded';
    this.note(sending, isThrough, outcome.kind === 'gone');
    const waitMs = backoffMs(delivery.recentTries + 1, BETWEEN_TRIES, this.random.fraction());
    const leastWaitMs = outcome.kind === 'failed' ? outcome.leastWaitMs : 0;
    const nextAt = isThrough ? undefined : nextTryAt(this.clock.now(), Math.max(waitMs, leastWaitMs), delivery.giveUpAt);
    const status = isThrough ? 'succeeded' : nextAt === undefined ? 'failed' : 'pending';
    this.tries.inc({ outcome: status === 'pending' ? 'later' : status });
    await this.deliveries.record({
      delivery: delivery.id,
      giveUpAt: delivery.giveUpAt,
      number: delivery.tries + 1,
      at,
      tookMs: sent.tookMs,
      url: endpoint.url,
      requestHeaders: sent.headers,
      answerStatus: sent.status,
      answerBody: sent.body,
      problem: sent.problem,
      status,
      nextAt,
    });
    crashPoint(crashAfterRecord);
  }

  /** What a try says of the endpoint. */
  private note(sending: Sending, isThrough: boolean, isGone: boolean): void {
    if (isGone) sending.isGone = true;
    if (isThrough) {
      sending.breaker = CLOSED;
      sending.hasSucceeded = true;
      sending.atOnce = Math.min(MOST_AT_ONCE, sending.atOnce + 1);
      return;
    }
    const pauseMs = (openings: number): number => backoffMs(openings, PAUSES, this.random.fraction());
    sending.breaker = afterFailure(sending.breaker, this.clock.now(), pauseMs);
    sending.atOnce = 1;
  }

  private async ended({ endpoint, breaker, hasSucceeded, isGone }: Sending): Promise<Handled> {
    const now = this.clock.now();
    if (isGone) {
      await this.health.disable(endpoint);
      this.log.info({ endpoint: endpoint.id }, 'an endpoint of webhooks answered 410 and is disabled');
      return 'done';
    }
    const isFailing = breaker.failures > 0 && (endpoint.failingSince !== null || !hasSucceeded || isProbing(breaker));
    const isOtherwise = breaker.failures !== endpoint.failures || breaker.openings !== endpoint.openings;
    if (isOtherwise || isFailing !== (endpoint.failingSince !== null))
      await this.health.keep(endpoint.id, breaker, { openings: endpoint.openings, isFailing, now });
    const nextAt = await this.deliveries.nextAt(endpoint);
    if (nextAt === undefined) return 'done';
    const from = isPaused(breaker, now) ? (breaker.pausedUntil ?? now) : now;
    return { postponeMs: Math.max(0, Math.max(nextAt.getTime(), from.getTime()) - now.getTime()) };
  }
}
