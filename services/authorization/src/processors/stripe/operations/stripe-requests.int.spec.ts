import { randomUUID } from 'node:crypto';
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { usd } from '@tollgate/money';
import Stripe from 'stripe';
import type { ProcessorRequest } from '../../card-processor.js';
import { cardOf, processorAt } from '../testing/stripe-stack.js';
import { referenceTo } from './stripe-answers.js';
import {
  cancelParams,
  captureParams,
  cardParams,
  confirmParams,
  idempotencyKey,
  intentParams,
  refundParams,
  refundsParams,
  retrieveParams,
  undoParams,
} from './stripe-requests.js';

interface StripeMock {
  readonly url: string;
  stop(): Promise<void>;
}

/** Lies outside of this project, so it is imported when the test runs. */
const place: string = join(import.meta.dirname, '../../../../../../tests/stripe-mock.ts');

/** Passes everything on to Stripe's mock, and remembers what was asked and how it was judged. */
class Recorder {
  readonly judged: { readonly request: string; readonly status: number; readonly body: string }[] = [];
  private readonly server: Server;

  constructor(target: string) {
    this.server = createServer((request, response) => {
      const { method, url, headers } = request;
      const onward = forward(new URL(url ?? '/', target), { method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          this.judged.push({ request: `${method} ${url?.split('?')[0]}`, status: answer.statusCode ?? 0, body });
          response.writeHead(answer.statusCode ?? 502, answer.headers).end(body);
        });
      });
      request.pipe(onward);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const order = { id: randomUUID(), merchant: 'shop', mode: 'test', reference: 'R-1', placedAt: '2026-11-26T10:00:00Z' } as const;
const aRequest = (more: Partial<ProcessorRequest>): ProcessorRequest => ({
  kind: 'authorize',
  operation: randomUUID(),
  order,
  amount: usd(1000n),
  isSale: false,
  isFinal: true,
  ...more,
});
const original = {
  operation: randomUUID(),
  amount: usd(1000n),
  isSale: false,
  reference: referenceTo('pi_1'),
  authorizationCode: '',
};

describe("by the judgment of Stripe's own mock server", () => {
  let mock: StripeMock;
  let stripe: Stripe;

  beforeAll(async () => {
    const { startStripeMock } = (await import(place)) as { startStripeMock(): Promise<StripeMock> };
    mock = await startStripeMock();
    const { hostname, port } = new URL(mock.url);
    stripe = new Stripe('sk_test_123', { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
  });
  afterAll(() => mock.stop());

  it.each([false, true])('a payment is well created, sale %s', async (isSale) =>
    expect(await stripe.paymentIntents.create(intentParams(aRequest({ isSale })))).toMatchObject({ object: 'payment_intent' }),
  );

  it.each([
    ['complete', cardOf('4242424242424242')],
    ['stored, without CVC', cardOf('4242424242424242', true)],
    ['without an address', { ...cardOf('4242424242424242'), streetDigits: '', postalCode: '' }],
  ])('a card is well handed over: %s', async (_title, card) =>
    expect(await stripe.paymentMethods.create(cardParams(card))).toMatchObject({ object: 'payment_method' }),
  );

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('a payment is well confirmed: stored card %s, multicapture %s', async (isStored, hasMulticapture) =>
    expect(
      await stripe.paymentIntents.confirm('pi_1', confirmParams({ paymentMethod: 'pm_1', isStored, hasMulticapture })),
    ).toMatchObject({ object: 'payment_intent' }),
  );

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('is well captured: final %s, several captures %s', async (isFinal, canCaptureAgain) =>
    expect(
      await stripe.paymentIntents.capture('pi_1', captureParams(aRequest({ kind: 'capture', isFinal }), canCaptureAgain)),
    ).toMatchObject({ object: 'payment_intent' }),
  );

  it('is well cancelled, looked at, refunded in part and whole, and its refunds listed, under every key', async () => {
    const operation = randomUUID();
    const options = { idempotencyKey: idempotencyKey(operation, 'cancel') };
    expect(await stripe.paymentIntents.cancel('pi_1', cancelParams(), options)).toMatchObject({ object: 'payment_intent' });
    expect(await stripe.paymentIntents.retrieve('pi_1', retrieveParams())).toMatchObject({ object: 'payment_intent' });
    const request = aRequest({ kind: 'refund', original });
    for (const params of [refundParams('pi_1', request), undoParams('pi_1', request)]) {
      expect(await stripe.refunds.create(params)).toMatchObject({ object: 'refund' });
    }
    expect(await stripe.refunds.list(refundsParams('pi_1'))).toMatchObject({ object: 'list' });
  });

  it('an unknown parameter, or one of the wrong form, is refused: the judgment is worth something', async () => {
    const wrong = [
      { ...intentParams(aRequest({})), no_such_parameter: 'x' },
      { ...intentParams(aRequest({})), amount: 'ten' },
      { ...intentParams(aRequest({})), capture_method: 'sometimes' },
    ] as unknown as Stripe.PaymentIntentCreateParams[];
    for (const params of wrong) {
      await expect(stripe.paymentIntents.create(params)).rejects.toMatchObject({ type: 'StripeInvalidRequestError' });
    }
  });

  it('every request of every kind that the processor really sends is accepted', async () => {
    const recorder = new Recorder(mock.url);
    const url = await recorder.listen();
    const repeats = { reference: undefined, attempts: 1 };
    for (const hasMulticapture of [false, true]) {
      const processor = processorAt(url, { hasMulticapture, timeoutMs: 6_000 });
      const requests = [
        aRequest({ card: cardOf('4242424242424242') }),
        aRequest({ card: cardOf('4242424242424242', true), isSale: true }),
        aRequest({ kind: 'capture', original }),
        aRequest({ kind: 'capture', original, isFinal: false, amount: usd(400n), repeats }),
        aRequest({ kind: 'void', original }),
        aRequest({ kind: 'refund', original, amount: usd(400n) }),
        aRequest({ kind: 'refund', original, repeats }),
        aRequest({ kind: 'reverse', original }),
        aRequest({ kind: 'reverse', original: { ...original, reference: undefined } }),
      ];
      for (const request of requests) await (await processor.prepare(request)).submit();
    }
    await recorder.stop();
    expect(recorder.judged.filter(({ status }) => status !== 200)).toEqual([]);
    expect([...new Set(recorder.judged.map(({ request }) => request.replace(/pi_\w+/, 'ID')))].sort()).toEqual([
      'GET /v1/payment_intents/ID',
      'GET /v1/refunds',
      'POST /v1/payment_intents',
      'POST /v1/payment_intents/ID/cancel',
      'POST /v1/payment_intents/ID/capture',
      'POST /v1/payment_intents/ID/confirm',
      'POST /v1/payment_methods',
      'POST /v1/refunds',
    ]);
  });
});
