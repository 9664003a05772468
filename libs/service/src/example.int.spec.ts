import { Controller, Inject, Module } from '@nestjs/common';
import {
  type MessageInitShape,
  newEvent,
  type QuoteRequest,
  QuoteRequestSchema,
  QuoteResponseSchema,
  type RecordedEvent,
  requests,
} from '@tollgate/contracts';
import { type EventContext, OnEvent, OnRequest, Requests } from '@tollgate/messaging';
import { noHash, type OrderLog } from '@tollgate/order-log';
import { orderPlaced } from '@tollgate/testing';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CONFIG, ORDER_LOG, openService, type RunningService } from './index.js';
import { startNats, startPostgres, type TestPostgres, type TestServer } from './testing/servers.js';

// The whole of a service: its configuration, a table, a consumer, a responder, a module.

const configSchema = z.object({ EXAMPLE_LIMIT: z.coerce.number() }).transform((env) => ({ limit: env.EXAMPLE_LIMIT }));
type Config = z.infer<typeof configSchema>;

class CountsTable1763900000001 {
  readonly name = 'CountsTable1763900000001';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE counts (order_id uuid PRIMARY KEY)');
  }
  async down(): Promise<void> {}
}

@Controller()
class OrdersConsumer {
  constructor(
    @Inject(ORDER_LOG) private readonly orders: OrderLog,
    private readonly database: DataSource,
  ) {}

  @OnEvent('OrderPlaced')
  async price(event: Extract<RecordedEvent, { readonly type: 'OrderPlaced' }>, _context: EventContext): Promise<void> {
    await this.database.query('INSERT INTO counts VALUES ($1) ON CONFLICT DO NOTHING', [event.header.subject.id]);
    await this.orders.startStream(event, [
      newEvent('OrderPricingFailed', { code: 'no_method', detail: 'an example prices nothing' }),
    ]);
  }
}

@Controller()
class QuotesResponder {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @OnRequest(requests.quote, QuoteRequestSchema, QuoteResponseSchema)
  async quote(request: QuoteRequest): Promise<MessageInitShape<typeof QuoteResponseSchema>> {
    const detail = `limit ${this.config.limit} in ${request.currency}`;
    return { outcome: { case: 'failed', value: { code: 'no_method', detail } } };
  }
}

@Module({ controllers: [OrdersConsumer, QuotesResponder] })
class AppModule {}

describe('a service', () => {
  let nats: TestServer;
  let postgres: TestPostgres;
  let pricing: RunningService;
  let ingress: RunningService;

  const environmentOf = (role: string): NodeJS.ProcessEnv => ({
    TOLLGATE_NATS_URL: nats.url,
    TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
    TOLLGATE_HEALTH_PORT: '0',
    TOLLGATE_LOG_LEVEL: 'error',
    EXAMPLE_LIMIT: '7',
  });

  beforeAll(async () => {
    [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
    @Module({})
    class Ingress {}
    [pricing, ingress] = await Promise.all([
      openService({
        name: 'tax-shipping',
        module: AppModule,
        config: configSchema,
        migrations: [CountsTable1763900000001],
        environment: environmentOf('tax_shipping'),
      }),
      openService({
        name: 'gateway-ingress',
        module: Ingress,
        config: z.object({}),
        environment: environmentOf('gateway_ingress'),
      }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([pricing?.stop(), ingress?.stop()]);
    await Promise.all([nats.stop(), postgres.stop()]);
  });

  it('takes an event of the log, keeps what it owns, and appends its own', async () => {
    const order = crypto.randomUUID();
    const outcome = new Promise((resolve) => ingress.runtime.bus.onOutcome((id, type) => id === order && resolve(type)));
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
    expect(await outcome).toBe('OrderPricingFailed');
    const types = (await ingress.runtime.orderLog.read(order)).map(({ type }) => type);
    expect(types).toEqual(['OrderPlaced', 'OrderPricingFailed']);
    expect(await pricing.runtime.database.query('SELECT order_id FROM counts')).toEqual([{ order_id: order }]);
  });

  it('answers the requests of others', async () => {
    const asking = new Requests(ingress.runtime.bus);
    const answer = await asking.request(requests.quote, QuoteRequestSchema, QuoteResponseSchema, { currency: 'USD' });
    expect(answer.outcome).toMatchObject({ case: 'failed', value: { detail: 'limit 7 in USD' } });
  });

  it('says that it lives, is ready, and what it counted', async () => {
    const at = (path: string) => fetch(`http://127.0.0.1:${pricing.healthPort}${path}`);
    expect((await at('/health/live')).status).toBe(200);
    expect(await (await at('/health/ready')).json()).toEqual({
      status: 'ready',
      parts: { serving: true, bus: true, database: true, room_on_the_database_disk: true },
    });
    expect(await (await at('/metrics')).text()).toContain(
      'tollgate_events_handled_total{type="OrderPlaced",outcome="handled",service="tax-shipping"} 1',
    );
  });
});
