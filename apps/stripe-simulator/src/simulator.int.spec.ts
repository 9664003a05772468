import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StripeSimulator, startStripeSimulator } from './simulator.js';

/** What these tests read of the API's objects. */
interface Body {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly type: string; readonly code: string };
  readonly orders: readonly unknown[];
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

describe('the Stripe simulator', () => {
  let folder: string;
  let journalFile: string;
  let simulator: StripeSimulator;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stripe-simulator-'));
    journalFile = join(folder, 'journal.jsonl');
    simulator = await startStripeSimulator({ journalFile });
  });
  afterEach(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  const call = async (path: string, form?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const answer = await fetch(`${simulator.url}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        authorization: 'Bearer sk_test_123',
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      ...(form !== undefined && { body: form }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
  };
  const card = 'type=card&card[number]=4242424242424242&card[exp_month]=12&card[exp_year]=2030&card[cvc]=987';
  const opened = async (): Promise<string> =>
    (await call('/v1/payment_intents', 'amount=1000&currency=usd&capture_method=manual&metadata[order]=o-1')).body.id;
  const authorized = async (): Promise<string> => {
    const intent = await opened();
    const method = (await call('/v1/payment_methods', card)).body.id;
    await call(`/v1/payment_intents/${intent}/confirm`, `payment_method=${method}`);
    return intent;
  };

  it.each([
    ['none', ''],
    ['a live one', 'Bearer sk_live_123'],
    ['a publishable one', 'Bearer pk_test_123'],
  ])('refuses a key that is %s', async (_title, authorization) =>
    expect((await call('/v1/payment_intents/pi_1', undefined, { authorization })).status).toBe(401),
  );

  it('takes a key by Basic, as curl -u sends it', async () => {
    const authorization = `Basic ${Buffer.from('sk_test_123:').toString('base64')}`;
    expect((await call('/v1/payment_intents/pi_1', undefined, { authorization })).body.error.code).toBe('resource_missing');
  });

  it('refuses what is no version, and what is no route', async () => {
    expect((await call('/v1/payment_intents/pi_1', undefined, { 'stripe-version': 'newest' })).status).toBe(400);
    expect((await call('/v1/customers', 'name=x')).status).toBe(404);
  });

  it('replays the answer to a key, and says so', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await call('/v1/payment_intents', 'amount=1000&currency=usd', key);
    const second = await call('/v1/payment_intents', 'amount=1000&currency=usd', key);
    expect(second.body).toEqual(first.body);
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect((await call('/v1/payment_intents', 'amount=1001&currency=usd', key)).body.error.type).toBe('idempotency_error');
  });

  it('saves no refusal of a parameter: the corrected request may use the key', async () => {
    const key = { 'idempotency-key': 'k-2' };
    expect((await call('/v1/payment_intents', 'amount=1&currency=usd', key)).body.error.code).toBe('amount_too_small');
    expect((await call('/v1/payment_intents', 'amount=1000&currency=usd', key)).status).toBe(200);
  });

  it('answers 409 to a key whose first request still runs', async () => {
    simulator.fail({ on: 'POST /v1/payment_intents', fault: 'slow', delayMs: 200 });
    const key = { 'idempotency-key': 'k-3' };
    const first = call('/v1/payment_intents', 'amount=1000&currency=usd', key);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await call('/v1/payment_intents', 'amount=1000&currency=usd', key)).body.error.code).toBe('idempotency_key_in_use');
    expect((await first).status).toBe(200);
  });

  it('takes faults over HTTP, and tells its books', async () => {
    const levers = { method: 'POST', body: JSON.stringify({ on: '/capture', fault: 'rate_limit' }) };
    expect((await fetch(`${simulator.url}/control/faults`, levers)).status).toBe(200);
    const intent = await authorized();
    expect((await call(`/v1/payment_intents/${intent}/capture`, '')).status).toBe(429);
    expect((await call(`/v1/payment_intents/${intent}/capture`, '')).body.status).toBe('succeeded');
    const wrong = { method: 'POST', body: JSON.stringify({ on: '/capture', fault: 'flood' }) };
    expect((await fetch(`${simulator.url}/control/faults`, wrong)).status).toBe(400);
    expect((await call('/control/books')).body.orders).toMatchObject([{ order: 'o-1', captured: 1000, held: 0 }]);
  });

  it('remembers everything after a restart, but a line that a crash cut in half', async () => {
    const intent = await authorized();
    const before = (await call(`/v1/payment_intents/${intent}`)).body;
    await simulator.stop();
    const text = readFileSync(journalFile, 'utf8');
    appendFileSync(journalFile, '{"kind":"captured","intent":');
    simulator = await startStripeSimulator({ journalFile });
    expect((await call(`/v1/payment_intents/${intent}`)).body).toEqual(before);
    expect(readFileSync(journalFile, 'utf8').startsWith(text)).toBe(true);
    expect(simulator.books()).toMatchObject([{ held: 1000, liveCount: 1 }]);
  });

  it('I15: writes neither the number nor the CVC of a card', async () => {
    await authorized();
    const text = readFileSync(journalFile, 'utf8');
    expect(text).toContain('"last4":"4242"');
    expect(text).not.toMatch(/424242424242|\b987\b/); // three digits lie in many an id
  });
});
