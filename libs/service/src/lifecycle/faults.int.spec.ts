import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { noHash, type OrderLog } from '@tollgate/order-log';
import { eventually, orderPlaced } from '@tollgate/testing';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ORDER_LOG, openService, type RunningService } from '../index.js';
import { Tracer } from '../telemetry/telemetry.js';
import { startNats, startPostgres, type TestPostgres, type TestServer } from '../testing/servers.js';

@Controller()
class Pricing {
  constructor(@Inject(ORDER_LOG) private readonly orders: OrderLog) {}

  @OnEvent('OrderPlaced')
  async price(event: Extract<RecordedEvent, { readonly type: 'OrderPlaced' }>): Promise<void> {
    await this.orders.startStream(event, [newEvent('OrderPricingFailed', { code: 'no_method', detail: '' })]);
  }
}

@Module({ controllers: [Pricing] })
class PricingModule {}

/** Answers from the service's own tables. */
@Controller()
class Reads {
  constructor(private readonly database: DataSource) {}

  @Get('now')
  now(): Promise<unknown> {
    return this.database.query('SELECT 1 AS one');
  }
}

@Module({ controllers: [Reads] })
class Ingress {}

@Module({})
class Nothing {}

let nats: TestServer;
let postgres: TestPostgres;
let pricing: RunningService;
let ingress: RunningService;

const environmentOf = (role: string): NodeJS.ProcessEnv => ({
  TOLLGATE_NATS_URL: nats.url,
  TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
  TOLLGATE_HEALTH_PORT: '0',
  TOLLGATE_LOG_LEVEL: 'silent',
});

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  const config = z.object({});
  [ingress, pricing] = await Promise.all([
    openService({
      name: 'gateway-ingress',
      module: Ingress,
      config,
      environment: environmentOf('gateway_ingress'),
      http: () => ({ port: 0 }),
    }),
    openService({ name: 'tax-shipping', module: PricingModule, config, environment: environmentOf('tax_shipping') }),
  ]);
});

afterAll(async () => {
  await Promise.all([pricing?.stop(), ingress?.stop()]);
  await Promise.all([nats.stop(), postgres.stop()]);
});

const place = async (order: string): Promise<void> => {
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
};

const priced = async (order: string): Promise<boolean> => {
  const events = await ingress.runtime.orderLog.read(order).catch(() => []);
  return events.some(({ type }) => type === 'OrderPricingFailed');
};

const health = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${pricing.healthPort}${path}`)).status;

const now = async (): Promise<Response> => fetch(`${await (ingress.app as NestFastifyApplication).getUrl()}/now`);

describe('I17: a service', () => {
  it('lives through a killed Postgres, says meanwhile that it is not ready (503, never 500), and goes on within 15 s of its return', async () => {
    await postgres.kill();
    await eventually('not ready', async () => (await health('/health/ready')) === 503);
    expect(await health('/health/live')).toBe(200);
    const unavailable = await now();
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await unavailable.json()).toMatchObject({ code: 'temporarily_unavailable' });
    await postgres.restart();
    await eventually('ready', async () => (await health('/health/ready')) === 200);
    await eventually('answered', async () => (await now()).status === 200);
    const order = crypto.randomUUID();
    await eventually('placed', () =>
      place(order).then(
        () => true,
        () => false,
      ),
    );
    await eventually('priced', () => priced(order));
  });

  it('lives through a killed bus, and what was appended meanwhile goes on once it is back', async () => {
    await nats.kill();
    const order = crypto.randomUUID();
    const placing = place(order);
    await eventually('not ready', async () => (await health('/health/ready')) === 503);
    await nats.restart();
    await placing;
    await eventually('priced', () => priced(order));
    expect(await health('/health/ready')).toBe(200);
  });

  it('that starts before its servers waits for them, alive', async () => {
    await Promise.all([nats.kill(), postgres.kill()]);
    const starting = openService({ name: 'fraud', module: Nothing, config: z.object({}), environment: environmentOf('fraud') });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await Promise.all([nats.restart(), postgres.restart()]);
    const fraud = await starting;
    expect((await fetch(`http://127.0.0.1:${fraud.healthPort}/health/ready`)).status).toBe(200);
    await fraud.stop();
  });
});

describe('the spans of a service', () => {
  it('go to the collector with the name of the service', async () => {
    const bodies: string[] = [];
    const collector: Server = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => bodies.push(`${request.url} ${text}`));
      request.on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const tracer = new Tracer({ service: 'gateway-ingress', endpoint });
    await tracer.trace('POST /v1/orders', undefined, async () => undefined);
    await tracer.close();
    const [path, text] = [bodies.join('').split(' ')[0], bodies.join('')];
    expect(path).toBe('/v1/traces');
    const sent = JSON.parse(text.slice(text.indexOf('{')));
    expect(sent.resourceSpans[0].resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'gateway-ingress' } },
    ]);
    expect(sent.resourceSpans[0].scopeSpans[0].spans[0].name).toBe('POST /v1/orders');
    await new Promise((resolve) => collector.close(resolve));
  });
});

describe('a service with a mistake in its migration', () => {
  it('ends with that mistake, and leaves nothing open behind', async () => {
    class Mistake1763900000002 {
      readonly name = 'Mistake1763900000002';
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('create tabel x ()');
      }
      async down(): Promise<void> {}
    }
    const environment = environmentOf('fraud');
    const starting = openService({
      name: 'fraud',
      module: Nothing,
      config: z.object({}),
      migrations: [Mistake1763900000002],
      environment,
    });
    await expect(starting).rejects.toMatchObject({ code: '42601' });
    const again = await openService({ name: 'fraud', module: Nothing, config: z.object({}), environment });
    await again.stop();
  });
});
