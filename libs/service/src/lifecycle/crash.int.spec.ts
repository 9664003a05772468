import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { Module } from '@nestjs/common';
import { eventFilter, eventStream } from '@tollgate/contracts';
import { noHash } from '@tollgate/order-log';
import { eventually, orderPlaced } from '@tollgate/testing';
import { z } from 'zod';
import { openService, type RunningService } from '../index.js';
import { startNats, startPostgres, type TestPostgres, type TestServer } from '../testing/servers.js';

let nats: TestServer;
let postgres: TestPostgres;
let ingress: RunningService;
const children: ChildProcess[] = [];

const environmentOf = (role: string): NodeJS.ProcessEnv => ({
  TOLLGATE_NATS_URL: nats.url,
  TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
  TOLLGATE_HEALTH_PORT: '0',
  TOLLGATE_LOG_LEVEL: 'error',
  TOLLGATE_ACK_WAIT_MS: '1000',
});

@Module({})
class Ingress {}

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  const environment = environmentOf('gateway_ingress');
  ingress = await openService({ name: 'gateway-ingress', module: Ingress, config: z.object({}), environment });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await ingress?.stop();
  await Promise.all([nats.stop(), postgres.stop()]);
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** tax-shipping as a process of its own. */
const startPricing = (more: NodeJS.ProcessEnv = {}): { child: ChildProcess; ended: Promise<Ended> } => {
  const program = join(import.meta.dirname, '../testing/pricing-child.ts');
  const env = { PATH: process.env.PATH, ...environmentOf('tax_shipping'), ...more };
  const child = spawn(process.execPath, ['--no-warnings', program], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  return { child, ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal }))) };
};

const placeOrder = async (): Promise<string> => {
  const order = crypto.randomUUID();
  await ingress.runtime.orderLog.append({
    subject: { kind: 'order', id: order },
    merchant: 'mer_demo',
    mode: 'test',
    events: [{ type: 'OrderPlaced', data: orderPlaced().data }],
    expectedVersion: 0,
    previousHash: noHash,
    causation: crypto.randomUUID(),
    correlation: order,
  });
  return order;
};

const pricingOf = async (order: string) =>
  (await ingress.runtime.orderLog.read(order)).filter(({ header }) => header.stream === 'pricing');

/** Every time the order's pricing is put on the bus, copies included: a core subscriber sees what the stream takes for
 *  a duplicate. */
const countPublishes = (order: string): { readonly count: number } => {
  const counted = { count: 0 };
  ingress.runtime.bus.connection.subscribe(eventFilter('OrderPricingFailed'), {
    callback: (_error, message) => {
      if (message.string().includes(order)) counted.count += 1;
    },
  });
  return counted;
};

const unacknowledged = async (): Promise<number> => {
  const manager = await jetstreamManager(ingress.runtime.bus.connection);
  const { num_ack_pending, num_pending } = await manager.consumers.info(eventStream, 'tax-shipping');
  return num_ack_pending + num_pending;
};

describe('I7: a service killed between commit and publish', () => {
  it('has its event published by the relay of another, and once more when its cause is delivered again', async () => {
    const order = await placeOrder();
    const publishes = countPublishes(order);
    const { ended } = startPricing({ TOLLGATE_CRASH_AT: 'append:after-commit' });
    expect(await ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await pricingOf(order)).toHaveLength(1);
    expect(publishes.count).toBe(0);
    await eventually('the relay published it', () => publishes.count === 1);

    const again = startPricing();
    await eventually('the redelivered cause published it', () => publishes.count === 2);
    await eventually('the cause is acknowledged', async () => (await unacknowledged()) === 0);
    expect(await pricingOf(order)).toHaveLength(1);
    const manager = await jetstreamManager(ingress.runtime.bus.connection);
    const filter = eventFilter('OrderPricingFailed');
    const { state } = await manager.streams.info(eventStream, { subjects_filter: filter });
    expect(Object.values(state.subjects ?? {})).toEqual([1]);
    again.child.kill('SIGTERM');
    expect(await again.ended).toEqual({ code: 0, signal: null });
  });
});

describe.each(['append:before-commit', 'publish:after-ack', 'handle:before-ack'])('I9: a service killed at %s', (point) => {
  it('appends exactly once in the end', async () => {
    const order = await placeOrder();
    const { ended } = startPricing({ TOLLGATE_CRASH_AT: point });
    expect((await ended).signal).toBe('SIGKILL');
    const again = startPricing();
    await eventually('priced', async () => (await pricingOf(order)).length === 1);
    await eventually('acknowledged', async () => (await unacknowledged()) === 0);
    expect(await pricingOf(order)).toHaveLength(1);
    again.child.kill('SIGTERM');
    expect(await again.ended).toEqual({ code: 0, signal: null });
  });
});
