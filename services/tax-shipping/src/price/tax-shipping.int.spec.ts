import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import {
  type EventInit,
  type MessageInitShape,
  newEvent,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  QuoteRequestSchema,
  QuoteResponseSchema,
  type RecordedEvent,
  requests,
} from '@tollgate/contracts';
import { Requests } from '@tollgate/messaging';
import { noHash } from '@tollgate/order-log';
import { openService, type RunningService } from '@tollgate/service';
import {
  onlineLine,
  orderPlaced,
  shippedLine,
  startNats,
  startPostgres,
  type TestPostgres,
  type TestServer,
} from '@tollgate/testing';
import { z } from 'zod';
import { AppModule } from '../app.module.js';
import { configSchema } from '../config.js';

@Module({})
class Ingress {}

let nats: TestServer;
let postgres: TestPostgres;
let service: RunningService;
let ingress: RunningService;

const environmentOf = (role: string): NodeJS.ProcessEnv => ({
  TOLLGATE_NATS_URL: nats.url,
  TOLLGATE_POSTGRES_URL: postgres.urlFor(role),
  TOLLGATE_HEALTH_PORT: '0',
  TOLLGATE_LOG_LEVEL: 'silent',
});

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  [service, ingress] = await Promise.all([
    openService({ name: 'tax-shipping', module: AppModule, config: configSchema, environment: environmentOf('tax_shipping') }),
    openService({
      name: 'gateway-ingress',
      module: Ingress,
      config: z.object({}),
      environment: environmentOf('gateway_ingress'),
    }),
  ]);
});

afterAll(async () => {
  await Promise.all([service?.stop(), ingress?.stop()]);
  await Promise.all([nats?.stop(), postgres?.stop()]);
});

const place = async (init: EventInit<'OrderPlaced'> = {}, merchant = 'mer_demo'): Promise<string> => {
  const order = randomUUID();
  await ingress.runtime.orderLog.append({
    subject: { kind: 'order', id: order },
    merchant,
    mode: 'test',
    events: [newEvent('OrderPlaced', { ...orderPlaced(init).data } as EventInit<'OrderPlaced'>)],
    expectedVersion: 0,
    previousHash: noHash,
    causation: order,
    correlation: order,
  });
  return order;
};

const historyOf = async (order: string, length = 2): Promise<readonly RecordedEvent[]> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const events = await ingress.runtime.orderLog.read(order);
    if (events.length >= length) return events;
    await sleep(25);
  }
  throw new Error('nothing came of the order');
};

describe('tax-shipping', () => {
  it('prices a placed order', async () => {
    const [placed, priced] = await historyOf(await place());
    expect(priced?.header).toMatchObject({
      stream: 'pricing',
      version: 1,
      actor: { service: 'tax-shipping' },
      causation: placed?.header.id,
    });
    expect(priced).toMatchObject({
      type: 'OrderPriced',
      data: {
        subtotal: { minor: 4499n },
        shipping: { minor: 795n },
        tax: { minor: 132n },
        total: { minor: 5426n, currency: 'USD' },
      },
    });
  });

  it('says why it cannot price one', async () => {
    const [, failed] = await historyOf(await place({ shipping: { country: 'AQ' } }));
    expect(failed).toMatchObject({
      type: 'OrderPricingFailed',
      data: { code: 'destination_not_served', field: '/shippingAddress/country' },
    });
  });

  it('prices by what the merchant set, and records the version', async () => {
    const merchant = `mer_${randomUUID().slice(0, 8)}`;
    const put = (area: string, document: object) =>
      new Requests(ingress.runtime.bus).request(requests.putSettings(area), PutSettingsRequestSchema, PutSettingsResponseSchema, {
        merchant,
        mode: 'test',
        document: JSON.stringify(document),
        expectedVersion: 0,
        command: randomUUID(),
        correlation: randomUUID(),
      });
    expect((await put('tax', { nexus: [] })).version).toBe(1);
    const rates = [{ zone: 'us', steps: [{ upToGrams: 5_000, amount: 111 }], furtherKilogram: null }];
    expect((await put('shipping', { methods: [{ name: 'post', freeFrom: null, rates }] })).version).toBe(2);
    const [, priced] = await historyOf(await place({ shippingMethod: '' }, merchant));
    expect(priced?.data).toMatchObject({
      shippingMethod: 'post',
      shipping: { minor: 111n },
      tax: { minor: 0n },
      settingsVersion: 2,
    });
  });

  it('I9: prices an order once, however often its message comes', async () => {
    const order = await place();
    const [placed] = await historyOf(order);
    // With another id, so that the bus does not know it as a copy.
    const again = { ...placed, header: { ...placed?.header, id: randomUUID() } } as RecordedEvent;
    await Promise.all([ingress.runtime.bus.publishEvent(again), ingress.runtime.bus.publishEvent(again)]);
    await sleep(500);
    expect((await historyOf(order)).map(({ type }) => type)).toEqual(['OrderPlaced', 'OrderPriced']);
  });
});

describe('a quote', () => {
  const ask = (init: MessageInitShape<typeof QuoteRequestSchema>) =>
    new Requests(ingress.runtime.bus).request(requests.quote, QuoteRequestSchema, QuoteResponseSchema, init);
  const albany = { country: 'US', region: 'NY', postalCode: '12207' };
  const cart = { merchant: 'mer_demo', mode: 'test', currency: 'USD', lines: [onlineLine, shippedLine], billing: albany };

  it('tells what the order would cost', async () =>
    expect((await ask({ ...cart, at: '2026-11-23T12:00:00Z' })).outcome).toMatchObject({
      case: 'priced',
      value: { total: { minor: 5426n }, shippingMethod: 'ground', taxLines: [{ jurisdiction: 'US-NY' }] },
    }));

  it('is as of now unless a time is given, and needs no more than one address', async () => {
    const { billing: _, ...rest } = cart;
    expect((await ask({ ...rest, shipping: albany })).outcome).toMatchObject({ case: 'priced' });
  });

  it('tells why there is no price', async () =>
    expect((await ask({ ...cart, shippingMethod: 'pigeon' })).outcome).toMatchObject({
      case: 'failed',
      value: { code: 'unknown_shipping_method', field: '/shippingMethod' },
    }));

  it('is refused without an address, or at a time that is none', async () => {
    const { billing: _, ...rest } = cart;
    await expect(ask(rest)).rejects.toMatchObject({ name: 'DomainError', code: 'missing_address' });
    await expect(ask({ ...cart, at: 'today' })).rejects.toMatchObject({
      name: 'DomainError',
      code: 'invalid_date',
      field: '/at',
    });
  });
});
