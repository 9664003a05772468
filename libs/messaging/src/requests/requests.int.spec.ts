import { Controller } from '@nestjs/common';
import {
  ListParkedRequestSchema,
  ListParkedResponseSchema,
  type RecordedEvent,
  RedriveParkedRequestSchema,
  RedriveParkedResponseSchema,
  requests,
  type StoreCardRequest,
  StoreCardRequestSchema,
  StoreCardResponseSchema,
} from '@tollgate/contracts';
import { newId } from '@tollgate/crypto';
import { DomainError, TransientError } from '@tollgate/errors';
import { eventually, recorded } from '@tollgate/testing';
import { Client } from 'pg';
import { OnEvent } from '../events/on-event.js';
import { ParkedEvents, ParkedEventsTable1763900000000, type Sql } from '../parked/parked-events.js';
import { startNats, startPostgres, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, type TestRuntime } from '../testing/test-runtime.js';
import { OnRequest, type RequestContext } from './on-request.js';
import { Requests } from './requests.js';

let nats: TestServer;
let postgres: TestServer;
let client: Client;
let sql: Sql;
let asking: TestRuntime;
let answering: TestRuntime;
let isMended = false;
const contexts: RequestContext[] = [];

const behaviors: Readonly<Record<string, () => never>> = {
  refused: () => {
    throw new DomainError('card_expired', '/payment/card/expiryYear', 'expired last month');
  },
  faulty: () => {
    throw new TransientError('the vault is locked');
  },
  broken: () => {
    throw new TypeError('4111111111111111 is not a function');
  },
};

/** More than the bus takes in one message. */
const largeToken = Array.from({ length: 100_000 }, (_, index) => `Übersicht ${index}, `).join('');

const longToken = largeToken.slice(0, 300_000);

@Controller()
class Vault {
  @OnRequest(requests.storeCard, StoreCardRequestSchema, StoreCardResponseSchema)
  async store(request: StoreCardRequest, context: RequestContext): Promise<{ token: string }> {
    contexts.push(context);
    behaviors[request.merchant]?.();
    if (request.merchant === 'large') return { token: largeToken };
    if (request.merchant === 'long') return { token: longToken };
    return { token: `card_${request.keyId}` };
  }

  @OnEvent('OrderPlaced')
  async handle(_event: RecordedEvent): Promise<void> {
    if (!isMended) throw new Error('broken');
  }
}

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres({ withOrderLog: false })]);
  client = new Client({ connectionString: postgres.url });
  await client.connect();
  sql = { query: async (text, values) => (await client.query(text, values)).rows };
  await new ParkedEventsTable1763900000000().up(sql);
  asking = await openRuntime({ natsUrl: nats.url, service: 'gateway-ingress', sql, controllers: [] });
  answering = await openRuntime({ natsUrl: nats.url, service: 'authorization', sql, controllers: [Vault] });
});

afterAll(async () => {
  await asking.close();
  await answering.close();
  await client.end();
  await Promise.all([nats.stop(), postgres.stop()]);
});

const store = (merchant: string, options?: Parameters<Requests['request']>[4]) =>
  new Requests(asking.bus).request(
    requests.storeCard,
    StoreCardRequestSchema,
    StoreCardResponseSchema,
    { merchant, keyId: 'k1' },
    options,
  );

describe('a request', () => {
  it('is answered by the service that marks a method for it', async () =>
    expect(await store('m')).toMatchObject({ token: 'card_k1' }));

  it('is answered with more than the bus carries, as the report of a year by day in fifteen currencies was not', async () => {
    expect(largeToken.length).toBeGreaterThan(asking.bus.connection.info?.max_payload ?? Number.POSITIVE_INFINITY);
    expect((await store('large', { mayBeLarge: true })).token).toBe(largeToken);
  });

  it('is answered as ever where who asks, of an earlier release, does not say that it may be large', async () => {
    const { data, headers } = await asking.bus.connection.request(
      requests.storeCard,
      JSON.stringify({ merchant: 'long', keyId: 'k1' }),
    );
    expect([headers, JSON.parse(new TextDecoder().decode(data))]).toEqual([undefined, { token: longToken }]);
  });

  it('brings its trace and request id along', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await store('m', { traceparent, requestId: 'req_1' });
    expect(contexts.at(-1)?.requestId).toBe('req_1');
    expect(contexts.at(-1)?.traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
  });

  it('that is refused throws that refusal, with code and field', async () =>
    expect(store('refused')).rejects.toMatchObject({
      name: 'DomainError',
      code: 'card_expired',
      field: '/payment/card/expiryYear',
    }));

  it('that meets a fault throws a TransientError', async () => expect(store('faulty')).rejects.toThrow(TransientError));

  it('S23: that meets a defect throws, and tells nothing of what happened inside', async () => {
    const error: unknown = await store('broken').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(TransientError);
    expect(String(error)).not.toContain('4111');
  });

  it('that nobody is there to answer throws a TransientError when its time is over', async () => {
    const began = performance.now();
    const asked = new Requests(asking.bus).request('nobody.there', StoreCardRequestSchema, StoreCardResponseSchema, {}, 300);
    await expect(asked).rejects.toThrow(TransientError);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('waits for a service that is just starting', async () => {
    @Controller()
    class Late {
      @OnRequest('late.store', StoreCardRequestSchema, StoreCardResponseSchema)
      async store(): Promise<{ token: string }> {
        return { token: 'late' };
      }
    }
    const asked = new Requests(asking.bus).request('late.store', StoreCardRequestSchema, StoreCardResponseSchema, {}, 5_000);
    const late = await openRuntime({ natsUrl: nats.url, service: 'late', sql, controllers: [Late] });
    expect(await asked).toMatchObject({ token: 'late' });
    await late.close();
  });
});

describe('a parked event', () => {
  it('is listed, and driven again once the cause is mended', async () => {
    const placed = placedOrder();
    const client = new Requests(asking.bus);
    await new ParkedEvents(sql).park(placed, new Error('broken'));
    const list = () =>
      client.request(requests.listParked('authorization'), ListParkedRequestSchema, ListParkedResponseSchema, { limit: 10 });
    const redrive = () =>
      client.request(requests.redriveParked('authorization'), RedriveParkedRequestSchema, RedriveParkedResponseSchema, {
        event: placed.header.id,
      });
    expect((await list()).events).toMatchObject([
      { event: placed.header.id, order: placed.header.subject.id, type: 'OrderPlaced' },
    ]);
    expect(await redrive()).toMatchObject({ isHandled: false });
    isMended = true;
    expect(await redrive()).toMatchObject({ isHandled: true });
    expect((await list()).events).toEqual([]);
    expect(await redrive()).toMatchObject({ isHandled: false, error: 'not_parked' });
  });

  it('that this release has no handler for stays listed when it is driven again', async () => {
    const priced = recorded('OrderPriced', {}, { id: newId() });
    const client = new Requests(asking.bus);
    await new ParkedEvents(sql).park(priced, new Error('broken'));
    const event = priced.header.id;
    const redriven = await client.request(
      requests.redriveParked('authorization'),
      RedriveParkedRequestSchema,
      RedriveParkedResponseSchema,
      { event },
    );
    expect(redriven).toMatchObject({ isHandled: false, error: 'no_handler' });
    expect(await new ParkedEvents(sql).list(10)).toMatchObject([{ eventId: event }]);
    await eventually('nothing under way', () => true);
  });
});
