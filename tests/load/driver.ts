// A bounded load of orders, in a process of its own so that its CPU is not counted as ours.
//   driver.ts DEMO_FILE CONNECTIONS SECONDS [ORDERS]  → one line of JSON
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { someOrder } from './orders.ts';

const [demoFile = '', connections = '1', seconds = '10', orders = '0'] = process.argv.slice(2);
const demo = JSON.parse(readFileSync(demoFile, 'utf8')) as { apiUrl: string; apiKey: string; caFile: string };
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections), ca: readFileSync(demo.caFile), scheduling: 'fifo' });
const url = new URL('/v1/orders', demo.apiUrl);

interface Answered {
  readonly status: number;
  readonly ms: number;
}

const place = (): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const body = someOrder();
    const begun = performance.now();
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${demo.apiKey}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': randomUUID(),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - begun }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

const statuses: Record<string, number> = {};
const times: number[] = [];
const begun = performance.now();
const bound = Number(orders);
let placed = 0;
const isOver = (): boolean => (bound > 0 ? placed >= bound : performance.now() >= begun + Number(seconds) * 1000);

await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (!isOver()) {
      placed += 1;
      const { status, ms } = await place();
      statuses[status] = (statuses[status] ?? 0) + 1;
      times.push(ms);
    }
  }),
);

times.sort((a, b) => a - b);
const at = (share: number): number =>
  Number((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1));
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({ orders: times.length, statuses, elapsedMs: Math.round(performance.now() - begun), p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), cpuMs: Math.round((user + system) / 1000) })}\n`,
);
agent.destroy();
