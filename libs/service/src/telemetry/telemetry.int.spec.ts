import { Controller, Inject, Module } from '@nestjs/common';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { OnEvent } from '@tollgate/messaging';
import { noHash, type OrderLog } from '@tollgate/order-log';
import { orderPlaced } from '@tollgate/testing';
import { z } from 'zod';
import { ORDER_LOG, openService, type RunningService } from '../index.js';
import { startNats, startPostgres, type TestPostgres, type TestServer } from '../testing/servers.js';
import { Tracer } from './telemetry.js';

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

@Module({})
class Ingress {}

let nats: TestServer;
let postgres: TestPostgres;
let pricing: RunningService;
let ingress: RunningService;
let tracer: Tracer;
const exporter = new InMemorySpanExporter();

const environmentOf = (role: string): NodeJS.ProcessEnv => ({
  TOLLGATE_NATS_URL: nats.url,
  TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
  TOLLGATE_HEALTH_PORT: '0',
  TOLLGATE_LOG_LEVEL: 'error',
});

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  const config = z.object({});
  ingress = await openService({
    name: 'gateway-ingress',
    module: Ingress,
    config,
    environment: environmentOf('gateway_ingress'),
  });
  pricing = await openService({
    name: 'tax-shipping',
    module: PricingModule,
    config,
    environment: environmentOf('tax_shipping'),
  });
  tracer = new Tracer({ service: 'gateway-ingress', processor: new SimpleSpanProcessor({ exporter }) });
});

afterAll(async () => {
  await Promise.all([pricing?.stop(), ingress?.stop()]);
  await tracer.close();
  await Promise.all([nats.stop(), postgres.stop()]);
});

beforeEach(() => exporter.reset());

const place = async (traceparent: string | undefined): Promise<string> => {
  const order = crypto.randomUUID();
  const outcome = new Promise((resolve) => ingress.runtime.bus.onOutcome((id) => id === order && resolve(id)));
  await ingress.runtime.orderLog.append({
    subject: { kind: 'order', id: order },
    merchant: 'mer_demo',
    mode: 'test',
    events: [{ type: 'OrderPlaced', data: orderPlaced().data }],
    expectedVersion: 0,
    previousHash: noHash,
    causation: crypto.randomUUID(),
    correlation: order,
    traceparent,
  });
  await outcome;
  await new Promise((resolve) => setTimeout(resolve, 200));
  return order;
};

describe('a traced order', () => {
  it("is one trace from the merchant's request through every hop, each the child of the one before", async () => {
    const incoming = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const order = await tracer.trace('POST /v1/orders', incoming, place);
    const spans = exporter.getFinishedSpans();
    expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set(['0af7651916cd43dd8448eb211c80319c']));
    const parentOf = (name: string) => spans.find((span) => span.name === name)?.parentSpanContext?.spanId;
    const idOf = (name: string) => spans.find((span) => span.name === name)?.spanContext().spanId;
    expect(parentOf('POST /v1/orders')).toBe('b7ad6b7169203331');
    expect(parentOf('handle OrderPlaced')).toBe(idOf('POST /v1/orders'));
    expect(parentOf('publish OrderPricingFailed')).toBe(idOf('handle OrderPlaced'));
    const [placed, priced] = await ingress.runtime.orderLog.read(order);
    expect(placed?.header.traceparent).toContain(idOf('POST /v1/orders'));
    expect(priced?.header.traceparent).toContain(idOf('handle OrderPlaced'));
  });

  it('is one of at most two new ones a second, where the request brings no trace', async () => {
    const traced = await Promise.all(
      Array.from({ length: 50 }, () => tracer.trace('GET /', undefined, async (traceparent) => traceparent)),
    );
    expect(traced.filter((traceparent) => traceparent !== undefined).length).toBeLessThanOrEqual(3);
    expect(traced[0]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});

describe('an order that is not traced', () => {
  it('leaves no span, and no trace context in its events', async () => {
    const order = await place(undefined);
    expect(exporter.getFinishedSpans()).toEqual([]);
    for (const { headerText } of await ingress.runtime.orderLog.read(order)) expect(headerText).not.toContain('traceparent');
  });
});
