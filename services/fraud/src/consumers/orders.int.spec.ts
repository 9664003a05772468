import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { type EventInit, newEvent, type RecordedEvent } from '@tollgate/contracts';
import { orderPlaced, orderPriced } from '@tollgate/order';
import { noHash } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import { z } from 'zod';
import { migrations } from '../adapters/postgres/migrations.js';
import { startNats, startPostgres, type TestPostgres, type TestServer } from '../adapters/testing/servers.js';
import { AppModule } from '../app.module.js';
import { configSchema } from '../config.js';

@Module({})
class Nothing {}

let nats: TestServer;
let postgres: TestPostgres;
let ingress: RunningService;
let pricing: RunningService;
let replicas: readonly RunningService[] = [];

const environmentOf = (role: string): NodeJS.ProcessEnv => ({
  TOLLGATE_NATS_URL: nats.url,
  TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
  TOLLGATE_HEALTH_PORT: '0',
  TOLLGATE_LOG_LEVEL: 'silent',
});
const fraud = () =>
  openService({ name: 'fraud', module: AppModule, config: configSchema, migrations, environment: environmentOf('fraud') });
const neighbor = (name: string) =>
  openService({ name, module: Nothing, config: z.object({}), environment: environmentOf(name.replaceAll('-', '_')) });

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  [ingress, pricing] = await Promise.all([neighbor('gateway-ingress'), neighbor('tax-shipping')]);
  replicas = await Promise.all([fraud(), fraud()]);
}, 60_000);

afterAll(async () => {
  await Promise.all([...replicas, ingress, pricing].map((service) => service?.stop()));
  await Promise.all([nats?.stop(), postgres?.stop()]);
}, 30_000);

/** An order, placed and priced; answers its OrderPriced. */
const price = async (init: EventInit<'OrderPriced'> = {}): Promise<RecordedEvent> => {
  const order = randomUUID();
  const placed = await ingress.runtime.orderLog.append({
    order,
    merchant: 'mer_demo',
    mode: 'test',
    events: [newEvent('OrderPlaced', { ...orderPlaced().data } as EventInit<'OrderPlaced'>)],
    expectedVersion: 0,
    previousHash: noHash,
    causation: order,
    correlation: order,
  });
  if (placed.outcome !== 'appended') throw new Error('not placed');
  const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID() };
  const data = { ...orderPriced({ screening, ...init }).data } as EventInit<'OrderPriced'>;
  const [priced] = await pricing.runtime.orderLog.startStream(placed.events[0] as RecordedEvent, [newEvent('OrderPriced', data)]);
  return priced as RecordedEvent;
};

const assessed = async ({ header: { order } }: RecordedEvent) => {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = (await ingress.runtime.orderLog.read(order)).filter(({ type }) => type === 'FraudAssessed');
    if (found[0]?.type === 'FraudAssessed') return { ...found[0].data, count: found.length, header: found[0].header };
    await sleep(25);
  }
  throw new Error('the order was not assessed');
};

describe('fraud, with two replicas', () => {
  it('accepts an ordinary order', async () => {
    const priced = await price();
    expect(await assessed(priced)).toMatchObject({
      decision: 'accept',
      reasons: [],
      header: { stream: 'fraud', version: 1, actor: 'fraud', causation: priced.header.id },
    });
  }, 20_000);

  it('S13: of 200 orders at once with one card accepts exactly 5', async () => {
    const card = randomUUID();
    const priced = await Promise.all(
      Array.from({ length: 200 }, () => price({ screening: { card, email: randomUUID(), ip: randomUUID() } })),
    );
    const decisions = (await Promise.all(priced.map(assessed))).map(({ decision, reasons }) => `${decision} ${reasons}`);
    expect(decisions.filter((one) => one === 'accept ').length).toBe(5);
    expect(decisions.filter((one) => one === 'reject card_velocity').length).toBe(195);
  }, 30_000);

  it('rejects the same order sent again and names the first', async () => {
    const screening = { card: randomUUID(), email: randomUUID(), ip: randomUUID() };
    const first = await price({ screening });
    expect(await assessed(first)).toMatchObject({ decision: 'accept' });
    expect(await assessed(await price({ screening }))).toMatchObject({
      decision: 'reject',
      reasons: ['duplicate_order'],
      duplicateOf: first.header.order,
    });
  }, 20_000);

  it('I9: assesses and counts an order once, however often its message comes', async () => {
    const priced = await price();
    await assessed(priced);
    const again = { ...priced, header: { ...priced.header, id: randomUUID() } } as RecordedEvent; // so that the bus does not know it as a copy
    await Promise.all([pricing.runtime.bus.publishEvent(again), pricing.runtime.bus.publishEvent(again)]);
    await sleep(500);
    expect(await assessed(priced)).toMatchObject({ count: 1, decision: 'accept' });
  }, 20_000);
});
