import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Money, usd } from '@tollgate/money';
import type {
  CardDetails,
  OriginalRequest,
  PreparedRequest,
  ProcessorRequest,
  ProcessorResult,
  RequestKind,
} from '../../card-processor.js';
import type { StripeOptions } from '../api/stripe-options.js';
import { StripeProcessor } from '../stripe-processor.client.js';

interface Totals {
  readonly order: string;
  readonly currency: string;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly undone: number;
  readonly held: number;
  readonly liveCount: number;
}

interface Simulator {
  readonly url: string;
  books(): readonly Totals[];
  fail(fault: { readonly on: string; readonly fault: string; readonly times?: number; readonly delayMs?: number }): void;
  forgetKeys(): void;
  stop(): Promise<void>;
}

/** Lies outside of this project, so it is imported when the test runs. */
const place: string = join(import.meta.dirname, '../../../../../../apps/stripe-simulator/src/index.ts');

/** Test cards by what they do. Source: docs.stripe.com/testing; the last five are the simulator's own. */
export const CARDS = {
  approved: '4242424242424242',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  expired: '4000000000000069',
  wrongCvc: '4000000000000127',
  wrongAddress: '4000000000000010',
  disputed: '4000000000000259',
  wantsAuthentication: '4000000000003220',
  neverAnswered: '4999990000000015',
  answeredLate: '4999990000000023',
  dropped: '4999990000000031',
  serverError: '4999990000000049',
  expiresEarly: '4999990000000056',
} as const;

/** Longer than the half second after which the SDK sends again what a broken connection swallowed. */
export const TIMEOUT_MS = 750;

/** What a test says of a request; the rest is filled in. */
export type Wish = Partial<Omit<ProcessorRequest, 'card' | 'order'>> & { readonly pan?: string; readonly isStored?: boolean };

/** One order at one Stripe account that is simulated over HTTP; `processor` is what is tested. */
export class StripeStack {
  readonly order = randomUUID();

  private constructor(
    readonly simulator: Simulator,
    readonly processor: StripeProcessor,
  ) {}

  static async start(options: Partial<StripeOptions> & { readonly lateAnswerMs?: number } = {}): Promise<StripeStack> {
    const { startStripeSimulator } = (await import(place)) as {
      startStripeSimulator(options: object): Promise<Simulator>;
    };
    const { lateAnswerMs = 1_200, ...more } = options;
    const simulator = await startStripeSimulator({ lateAnswerMs, hasMulticapture: options.hasMulticapture === true });
    return new StripeStack(simulator, processorAt(simulator.url, more));
  }

  async stop(): Promise<void> {
    await this.processor.close();
    await this.simulator.stop();
  }

  request(kind: RequestKind, { pan = CARDS.approved, isStored = false, ...wish }: Wish = {}): ProcessorRequest {
    return {
      kind,
      operation: randomUUID(),
      order: { id: this.order, merchant: 'shop', mode: 'test', reference: 'R-1', placedAt: '2026-11-26T10:00:00.000Z' },
      amount: usd(1000n),
      isSale: false,
      isFinal: true,
      ...(kind === 'authorize' && { card: cardOf(pan, isStored) }),
      ...wish,
    };
  }

  async submit(request: ProcessorRequest): Promise<ProcessorResult> {
    return await (await this.processor.prepare(request)).submit();
  }

  /** Submits it again, as after a lost answer. */
  repeat(request: ProcessorRequest, attempts = 1): Promise<ProcessorResult> {
    return this.submit({ ...request, repeats: { reference: undefined, attempts } });
  }

  /** Authorizes, and answers what later requests quote. */
  async authorized(wish: Wish = {}): Promise<{ readonly result: ProcessorResult; readonly original: OriginalRequest }> {
    const request = this.request('authorize', wish);
    const prepared = await this.processor.prepare(request);
    return { result: await prepared.submit(), original: originalOf(request, prepared) };
  }

  /** What Stripe's books hold for the order: in all its PaymentIntents together. */
  get books(): Pick<Totals, 'authorized' | 'captured' | 'refunded' | 'held' | 'liveCount'> {
    const totals = this.simulator.books().find(({ order }) => order === this.order);
    if (totals === undefined) return { authorized: 0, captured: 0, refunded: 0, held: 0, liveCount: 0 };
    const { authorized, captured, refunded, held, liveCount } = totals;
    return { authorized, captured, refunded, held, liveCount };
  }
}

export const processorAt = (url: string, options: Partial<StripeOptions> = {}): StripeProcessor =>
  new StripeProcessor({
    secretKey: 'sk_test_tollgate',
    mode: 'test',
    url,
    timeoutMs: TIMEOUT_MS,
    clock: { now: () => new Date() },
    ...options,
  });

export const originalOf = (request: ProcessorRequest, prepared: PreparedRequest): OriginalRequest => ({
  operation: request.operation,
  amount: request.amount,
  isSale: request.isSale,
  reference: prepared.reference,
  authorizationCode: '',
});

export const cardOf = (pan: string, isStored = false): CardDetails => ({
  pan: { reveal: () => pan },
  expiry: '3012',
  cvc: isStored ? undefined : { reveal: () => '123' },
  streetDigits: '1600',
  postalCode: '94043',
  isStored,
});

export const money = (minor: bigint, currency: string): Money => ({ minor, currency });
