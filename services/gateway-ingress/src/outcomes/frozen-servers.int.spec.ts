import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

const FROZEN_SECONDS = 8;
const ANSWERED_WITHIN_MS = 5_000;
const SERVES_WITHIN_MS = 5_000;

let gateway: TestGateway;
let keys = 0;
beforeEach(async () => {
  gateway = await TestGateway.start();
});
afterEach(async () => {
  await Promise.all([gateway.postgresProxy.pass(), gateway.natsProxy.pass()]);
  await gateway.stop();
});

const timed = async (method: string, path: string, request: { readonly body?: object; readonly key?: string } = {}) => {
  const { body, key } = request;
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const { status, json, headers: said, tookMs } = await gateway.send(method, path, { body, headers });
  return { status, code: json?.code, retryAfter: said['retry-after'], tookMs, key };
};
/** Its reference is its key. */
const place = (key?: string) =>
  timed('POST', '/v1/orders', key === undefined ? { body: sampleOrder() } : { body: { ...sampleOrder(), reference: key }, key });
const newKey = () => `frozen-${++keys}`;
/** Those whose reference is like this; all unless given. */
const placedOrders = async (reference = '%'): Promise<number> => {
  const text = `SELECT count(*)::int AS n FROM order_log.events WHERE type = 'OrderPlaced' AND coalesce(data->>'reference', '') LIKE '${reference}'`;
  return (await gateway.query<{ n: number }>(text))[0]?.n ?? 0;
};

/** Requests that need the log, once a second while the servers are frozen. */
const askMeanwhile = async () => {
  const answers: ReturnType<typeof timed>[] = [];
  for (let second = 0; second < FROZEN_SECONDS; second += 1) {
    answers.push(place(newKey()), place(newKey()), place());
    answers.push(timed('GET', '/v1/orders/ord_01890a5dac96774bbcceb302099a8057'));
    answers.push(timed('POST', '/v1/orders/ord_01890a5dac96774bbcceb302099a8057/captures', { body: {}, key: newKey() }));
    await sleep(1_000);
  }
  return Promise.all(answers);
};
type Answers = Awaited<ReturnType<typeof askMeanwhile>>;

const expectRefused = (answers: Answers) => {
  for (const answer of answers) expect(answer).toMatchObject({ status: 503, code: 'temporarily_unavailable', retryAfter: '1' });
  expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(ANSWERED_WITHIN_MS);
};

const expectServed = async () => {
  const sinceMs = performance.now();
  await eventually('a served order', async () => (await place()).status === 201, SERVES_WITHIN_MS);
  expect(performance.now() - sinceMs).toBeLessThan(SERVES_WITHIN_MS);
};

/** Each request that came under a key, sent again as often as it says to: each is one order in the end. */
const expectOneOrderEach = async (answers: Answers) => {
  const orders = new Set(answers.flatMap(({ key }) => key ?? []).filter((key) => key.startsWith('order')));
  const before = await placedOrders('order-%');
  for (const key of orders) await eventually('placed in the end', async () => (await place(key)).status === 201);
  for (const key of orders) expect((await place(key)).status).toBe(201);
  return { before, after: await placedOrders('order-%'), keys: orders.size };
};

describe('X5, I16: the merchant API', () => {
  it('answers 503 within five seconds while Postgres is frozen, keeps no card of it, and serves within five seconds after', async () => {
    expect((await place()).status).toBe(201);
    gateway.postgresProxy.freeze();
    const answers = await askMeanwhile();
    expectRefused(answers);
    const cards = gateway.neighbors.cardsStored.length;
    await gateway.postgresProxy.pass();
    await expectServed();
    // Of orders without a key, one a second, those that came before the silence was noticed had their cards stored: 3 s, more on a busy machine.
    expect(cards).toBeLessThanOrEqual(1 + FROZEN_SECONDS - 2);
  });

  it('I1, I6: loses no order that was under way when Postgres froze, and places none twice', async () => {
    const load = Array.from({ length: 30 }, async (_, index) => {
      await sleep(index * 10);
      return place(`order-${index}`);
    });
    await sleep(150);
    gateway.postgresProxy.freeze();
    const [answers] = await Promise.all([Promise.all(load), askMeanwhile()]);
    for (const { status, tookMs } of answers) if (status === 503) expect(tookMs).toBeLessThan(ANSWERED_WITHIN_MS);
    const acknowledged = answers.filter(({ status }) => status === 201 || status === 202).length;
    await gateway.postgresProxy.pass();
    await expectServed();
    const { before, after, keys: distinct } = await expectOneOrderEach(answers);
    expect(before).toBeGreaterThanOrEqual(acknowledged);
    expect([distinct, after]).toEqual([30, 30]);
  });

  it('stores nothing of what it refused once the silence is noticed', async () => {
    gateway.postgresProxy.freeze();
    const early = await Promise.all([place(), place(), place()]); // what these sent may arrive after all
    const late = await Promise.all(Array.from({ length: 20 }, (_, index) => place(index % 2 === 0 ? newKey() : undefined)));
    for (const { status } of [...early, ...late]) expect(status).toBe(503);
    const cards = gateway.neighbors.cardsStored.length;
    expect(cards).toBeLessThanOrEqual(early.length);
    await gateway.postgresProxy.pass();
    await expectServed();
    await sleep(1_000);
    expect(await placedOrders()).toBeLessThanOrEqual(early.length + 1);
  });

  it('goes on over new connections where the existing ones are frozen: each costs its time-out', async () => {
    expect((await place()).status).toBe(201);
    gateway.postgresProxy.freeze('existing');
    const first = await Promise.all([place(newKey()), place(), timed('GET', '/v1/orders/ord_01890a5dac96774bbcceb302099a8057')]);
    for (const { tookMs } of first) expect(tookMs).toBeLessThan(ANSWERED_WITHIN_MS);
    await expectServed();
  });

  it('answers 503 within five seconds while the bus is frozen, with nothing stored, and serves within five seconds after', async () => {
    expect((await place()).status).toBe(201);
    const before = await gateway.stored();
    gateway.natsProxy.freeze();
    const sent = await Promise.all(Array.from({ length: 10 }, () => place(newKey())));
    expectRefused(sent);
    await sleep(FROZEN_SECONDS * 1_000);
    expectRefused(await Promise.all(Array.from({ length: 10 }, () => place(newKey()))));
    expect((await gateway.stored()).events).toBe(before.events);
    await gateway.natsProxy.pass();
    await expectServed();
  });

  it('goes on over a new connection to the bus where the existing one is frozen', async () => {
    gateway.natsProxy.freeze('existing', 'dropped');
    const sinceMs = performance.now();
    await eventually('a served order', async () => (await place()).status === 201, 20_000);
    expect(performance.now() - sinceMs).toBeLessThan(12_000);
  });

  it('serves within five seconds after the bus lost what was sent for twenty seconds, as a firewall does', async () => {
    gateway.natsProxy.freeze('all', 'dropped');
    await sleep(20_000);
    expectRefused([await place()]);
    await gateway.natsProxy.pass();
    await expectServed();
  });
});
