import { TransientError } from '@tollgate/errors';
import Stripe from 'stripe';
import type { ProcessorResult } from '../../card-processor.js';
import { Reachability } from './reachability.js';
import { isOutdated, resultOfError } from './stripe-errors.js';
import { DEFAULT_TIMEOUT_MS, requireFittingKey, STRIPE_URL, type StripeOptions } from './stripe-options.js';

/** No answer within the time-out. */
class Silence extends TransientError {}

/** Stripe's API with a time-out for each answer. It repeats nothing by itself, but what `askWithKey` says; the SDK, told to
 *  retry nothing, still sends again once what a closed connection swallowed, under the same idempotency key. */
export class StripeClient {
  private readonly sdk: Stripe;
  private readonly timeoutMs: number;
  private readonly reachability: Reachability;
  private readonly onUnreadable: (error: Error) => void;

  /** DomainError `stripe_key_unreadable`, `stripe_key_of_other_mode`, `stripe_url_not_live`. */
  constructor(options: StripeOptions) {
    requireFittingKey(options);
    const url = new URL(options.url ?? STRIPE_URL);
    this.timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.reachability = new Reachability(options.clock, options.onReachable ?? (() => undefined));
    this.onUnreadable = options.onUnreadable ?? (() => undefined);
    this.sdk = new Stripe(options.secretKey, {
      host: url.hostname,
      port: url.port || (url.protocol === 'https:' ? 443 : 80),
      protocol: url.protocol === 'https:' ? 'https' : 'http',
      timeout: this.timeoutMs,
      maxNetworkRetries: 0,
      telemetry: false,
    });
  }

  get isReady(): boolean {
    return this.reachability.isWorthTrying;
  }

  /** One request. Rejects with the SDK's error, or with a TransientError when the answer takes too long as a whole:
   *  the SDK's own time-out is for silence only. */
  async ask<T>(request: (stripe: Stripe) => Promise<T>): Promise<T> {
    try {
      const answer = await this.withinTime(request(this.sdk));
      this.reachability.answered();
      return requireSuccess(answer);
    } catch (error) {
      if (error instanceof Stripe.errors.StripeConnectionError || error instanceof Silence) this.reachability.failed();
      else this.reachability.answered();
      throw error;
    }
  }

  /** One request that moves something. Where the key's saved answer is outdated, the first request is finished and
   *  will be answered so for a day: it is sent once more under a key of its own. Whoever calls this has looked first
   *  whether it was done. */
  async askWithKey<T>(
    { key, attempts }: { readonly key: string; readonly attempts: number },
    request: (stripe: Stripe, options: { readonly idempotencyKey: string }) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.ask((stripe) => request(stripe, { idempotencyKey: key }));
    } catch (error) {
      if (!isOutdated(error)) throw error;
      return await this.ask((stripe) => request(stripe, { idempotencyKey: `${key}:again-${attempts}` }));
    }
  }

  /** The work's result, or what its failure means: it never rejects. */
  async settle(work: () => Promise<ProcessorResult>): Promise<ProcessorResult> {
    try {
      return await work();
    } catch (error) {
      const isKnown = error instanceof Stripe.errors.StripeError || error instanceof TransientError;
      if (!isKnown) this.onUnreadable(error instanceof Error ? error : new Error(String(error)));
      return resultOfError(error);
    }
  }

  private async withinTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Silence('Stripe did not answer in time')), this.timeoutMs);
    });
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The SDK takes any JSON without `error` for the object that was asked for, also what a proxy says with its 503. */
const requireSuccess = <T>(answer: T): T => {
  const { statusCode = 200 } = (answer as { readonly lastResponse?: { readonly statusCode?: number } }).lastResponse ?? {};
  if (statusCode >= 400) throw new TransientError(`Stripe answered ${statusCode} without an error object`);
  return answer;
};
