// What endpoints that hang cost the others: some 10,000 webhooks to 50 endpoints, all of them healthy, then with ten that never answer. Latency is
// from an event in the log to its last byte at the
// receiver, of the same 40 endpoints in both runs. `node services/notifications/bench/webhooks.js`
import { setTimeout as sleep } from 'node:timers/promises';
import { TestStack } from '../dist/testing/test-stack.js';
import { hang, ok, WebhookReceiver } from '../dist/testing/webhook-receiver.js';
import { WebhookRequests } from '../dist/testing/webhook-requests.js';

const ENDPOINTS = 50;
const HANGING = 10;
/** Of three events each: 50 × 200 webhooks. */
const ORDERS = 67;
const EVERY_MS = Number(process.env.EVERY_MS ?? 500);
const WAIT_MS = 120_000;

const percentile = (sorted, part) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN);

const run = async (hanging) => {
  const stack = await TestStack.start();
  const service = await stack.notifications({ TOLLGATE_ALLOW_LOCAL_WEBHOOKS: '1' });
  const webhooks = new WebhookRequests(stack.requests);
  const receivers = [];
  for (let index = 0; index < ENDPOINTS; index += 1) {
    const receiver = await WebhookReceiver.start(index < hanging ? hang : ok);
    receivers.push(receiver);
    await webhooks.create(receiver.url);
  }
  for (let order = 0; order < ORDERS; order += 1) {
    const next = sleep(EVERY_MS);
    await stack.authorized();
    await next;
  }
  const judged = receivers.slice(HANGING);
  const wanted = ORDERS * 3 * judged.length;
  const until = Date.now() + WAIT_MS;
  const arrived = () => judged.reduce((sum, { received }) => sum + received.length, 0);
  while (arrived() < wanted && Date.now() < until) await sleep(100);
  const recorded = await stack.rows(
    `SELECT header ->> 'id' AS id, extract(epoch FROM recorded_at) * 1000 AS at FROM order_log.events`,
  );
  const times = new Map(recorded.map(({ id, at }) => [`evt_${id.replaceAll('-', '')}`, Number(at)]));
  const latencies = judged.flatMap(({ received }) =>
    received.map(({ headers, atMs }) => atMs - times.get(headers['webhook-id'])),
  );
  const sorted = latencies.toSorted((a, b) => a - b);
  const doubled = judged.reduce(
    (sum, { received }) => sum + received.length - new Set(received.map((one) => one.headers['webhook-id'])).size,
    0,
  );
  await service.stop();
  for (const receiver of receivers) await receiver.stop();
  await stack.stop();
  return {
    hanging,
    wanted,
    arrived: latencies.length,
    doubled,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    max: Math.round(sorted.at(-1)),
  };
};

const all = await run(0);
console.log(JSON.stringify(all));
const some = await run(HANGING);
console.log(JSON.stringify(some));
console.log(`p99 ${(some.p99 / all.p99).toFixed(2)} × of that without endpoints that hang`);
process.exit(0);
