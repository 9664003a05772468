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
import { EndpointHealth, type LastTry } from './endpoint-health.repository.js';
import { nextTryAt, outcomeOf } from './try-outcome.js';
import { WEBHOOKS } from './webhook.js';
import { WebhookSender } from './webhook-sender.client.js';
import { bodyOf, webhookIdOf } from './webhook-text.js';

const BETWEEN_TRIES = { firstMs: 4_000, maxMs: 4 * 3_600_000 };
const PAUSES = { firstMs: 10_000, maxMs: 15 * 60_000 };
/** On their way to one endpoint at once, once something got through; before that, two. */
const MOST_AT_ONCE = 8;
const AT_ONCE_FIRST = 2;
/** After that, from when the endpoint was claimed, no other is begun: the last one takes 10 s, and 3 s are left to record it in. */
const BEGIN_WITHIN_MS = 5_000;
const READ_AT_ONCE = 32;

/** Crash points: the receiver has it, and nobody knows; it is recorded, and its endpoint's work is not done. */
export const crashAfterSend = 'webhook:after-send';
export const crashAfterRecord = 'webhook:after-record';

/** An endpoint's webhooks while they are sent. */
interface Sending {
  readonly endpoint: WebhookEndpointRecord;
  readonly keys: readonly Uint8Array[];
  readonly inFlight: Map<string, Promise<void>>;
  /** By `performance.now`: no other is begun after it. */
  readonly untilMs: number;
  readonly signal: AbortSignal;
  breaker: Breaker;
  atOnce: number;
  hasSucceeded: boolean;
  isGone: boolean;
  /** What came back last. */
  lastTry?: LastTry;
  /** What kept a try from being recorded: ours, not the endpoint's. */
  failure?: unknown;
}

/** What is on its way to an endpoint, by delivery, and how many turns look after it. */
interface UnderWay {
  readonly places: Map<string, Promise<void>>;
  turns: number;
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
  /** What is on its way, by endpoint. A turn that outlives its lease, as on a machine that hardly runs, goes on beside the next one, which sends
   *  nothing that the first one has under way. */
  private readonly underWay = new Map<string, UnderWay>();

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
    const untilMs = performance.now() + BEGIN_WITHIN_MS;
    const underWay = this.underWay.get(key) ?? { places: new Map(), turns: 0 };
    this.underWay.set(key, underWay);
    underWay.turns += 1;
    try {
      return await this.sendTo(key, { inFlight: underWay.places, untilMs, signal });
    } finally {
      underWay.turns -= 1;
      if (underWay.turns === 0) this.underWay.delete(key);
    }
  };

  private async sendTo(key: string, turn: Pick<Sending, 'inFlight' | 'untilMs' | 'signal'>): Promise<Handled> {
    const endpoint = await this.endpoints.byId(key);
    if (endpoint === undefined || !endpoint.isEnabled) return 'done';
    const now = this.clock.now();
    if (isPaused(endpoint, now)) await this.deliveries.giveUpOverdue(endpoint.id, now);
    const { failures, openings, pausedUntil } = endpoint;
    const breaker = { failures, openings, pausedUntil };
    const atOnce = isProbing(breaker) ? 1 : AT_ONCE_FIRST;
    const keys = this.keys.signing(endpoint, now);
    const sending: Sending = { ...turn, endpoint, keys, breaker, atOnce, hasSucceeded: false, isGone: false };
    await this.sendDue(sending);
    return this.ended(sending);
  }

  /** As long as something is due and there is time, up to so many at once; while the endpoint is left alone, what was asked for by hand. */
  private async sendDue(sending: Sending): Promise<void> {
    let waiting: readonly DueDelivery[] = [];
    while (this.mayBegin(sending)) {
      waiting = await this.nextOf(sending, waiting);
      const { inFlight, atOnce } = sending;
      const places = Math.max(0, atOnce - inFlight.size);
      for (const delivery of waiting.slice(0, places)) this.begin(sending, delivery);
      waiting = waiting.slice(places);
      if (inFlight.size === 0) break;
      await Promise.race(inFlight.values());
    }
    await Promise.all(sending.inFlight.values());
    if (sending.failure !== undefined) throw sending.failure;
  }

  /** What was read before, or where nothing of it is left what is due by now. */
  private async nextOf(sending: Sending, waiting: readonly DueDelivery[]): Promise<readonly DueDelivery[]> {
    const left = this.isLeftAlone(sending) ? waiting.filter(({ goesFirst }) => goesFirst) : waiting;
    return left.length > 0 ? left : this.due(sending);
  }

  private mayBegin({ failure, isGone, signal, untilMs }: Sending): boolean {
    return performance.now() < untilMs && !signal.aborted && failure === undefined && !isGone;
  }

  private isLeftAlone({ breaker }: Sending): boolean {
    return isPaused(breaker, this.clock.now());
  }

  private due(sending: Sending): Promise<readonly DueDelivery[]> {
    const { endpoint, inFlight } = sending;
    const asked = { now: this.clock.now(), without: [...inFlight.keys()], count: READ_AT_ONCE };
    return this.deliveries.due(endpoint, { ...asked, onlyAskedFor: this.isLeftAlone(sending) });
  }

  private begin(sending: Sending, delivery: DueDelivery): void {
    if (sending.inFlight.has(delivery.id)) return;
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
    sending.lastTry = { at, answerStatus: sent.status, problem: sent.problem };
    const waitMs = backoffMs(delivery.recentTries + 1, BETWEEN_TRIES, this.random.fraction());
    const leastWaitMs = outcome.kind === 'failed' ? outcome.leastWaitMs : 0;
    const nextAt = isThrough ? undefined : nextTryAt(this.clock.now(), Math.max(waitMs, leastWaitMs), delivery.giveUpAt);
    const status = isThrough ? 'succeeded' : nextAt === undefined ? 'failed' : 'pending';
    this.tries.inc({ outcome: status === 'pending' ? 'later' : status });
    await this.deliveries.record({
      delivery: delivery.id,
      giveUpAt: delivery.giveUpAt,
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

  private async ended(sending: Sending): Promise<Handled> {
    const { endpoint, isGone, lastTry } = sending;
    if (lastTry !== undefined) await this.health.noteTry(endpoint, lastTry);
    if (isGone) {
      await this.health.disable(endpoint);
      this.log.info({ endpoint: endpoint.id }, 'an endpoint of webhooks answered 410 and is disabled');
      return 'done';
    }
    await this.keepHealth(sending);
    return this.next(sending);
  }

  private async keepHealth({ endpoint, breaker, hasSucceeded }: Sending): Promise<void> {
    const wasFailing = endpoint.failingSince !== null;
    const isFailing = breaker.failures > 0 && (wasFailing || !hasSucceeded || isProbing(breaker));
    const isOtherwise = breaker.failures !== endpoint.failures || breaker.openings !== endpoint.openings;
    if (!isOtherwise && isFailing === wasFailing) return;
    await this.health.keep(endpoint, breaker, { openings: endpoint.openings, isFailing, now: this.clock.now() });
  }

  /** What is due waits for the end of the pause; what was asked for by hand does not. */
  private async next(sending: Sending): Promise<Handled> {
    const { endpoint, breaker } = sending;
    const now = this.clock.now();
    const nextAt = await this.deliveries.nextAt(endpoint);
    if (nextAt === undefined) return 'done';
    const waits = isPaused(breaker, now) && (await this.due(sending)).length === 0;
    const from = waits ? (breaker.pausedUntil ?? now) : now;
    return { postponeMs: Math.max(0, Math.max(nextAt.getTime(), from.getTime()) - now.getTime()) };
  }
}
