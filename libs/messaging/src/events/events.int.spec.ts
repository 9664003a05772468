import { Controller } from '@nestjs/common';
import { eventSubject, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { eventually, orderPriced, recorded } from '@tollgate/testing';
import { Client } from 'pg';
import { ParkedEvents, ParkedEventsTable1763900000000, type Sql } from '../parked/parked-events.js';
import { startNats, startPostgres, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, type TestRuntime } from '../testing/test-runtime.js';
import type { EventContext } from './event-context.js';
import { toWire } from './event-wire.js';
import { OnEvent } from './on-event.js';

let nats: TestServer;
let postgres: TestServer;
let client: Client;
let sql: Sql;
const runtimes: TestRuntime[] = [];

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres({ withOrderLog: false })]);
  client = new Client({ connectionString: postgres.url });
  await client.connect();
  sql = { query: async (text, values) => (await client.query(text, values)).rows };
  await new ParkedEventsTable1763900000000().up(sql);
});

afterAll(async () => {
  await client.end();
  await Promise.all([nats.stop(), postgres.stop()]);
});

afterEach(async () => {
  await Promise.all(runtimes.splice(0).map((runtime) => runtime.close()));
});

let runtimeCount = 0;
const open = async (
  controllers: Parameters<typeof openRuntime>[0]['controllers'],
  rest: Partial<Parameters<typeof openRuntime>[0]> = {},
): Promise<TestRuntime> => {
  runtimeCount += 1;
  const runtime = await openRuntime({ natsUrl: nats.url, service: `runtime-${runtimeCount}`, sql, controllers, ...rest });
  runtimes.push(runtime);
  return runtime;
};

describe('an event', () => {
  it('reaches the method that is marked for its type, byte for byte as it was recorded', async () => {
    const received: RecordedEvent[] = [];
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent, context: EventContext): Promise<void> {
        expect(context.deliveryCount).toBe(1);
        expect(context.cause).toMatchObject({ id: event.header.id, hash: event.hash });
        received.push(event);
      }
    }
    const { bus } = await open([Orders]);
    const placed = placedOrder();
    await bus.publishEvent(orderPriced());
    await bus.publishEvent(placed);
    await eventually('received', () => received.some(({ header }) => header.id === placed.header.id));
    const found = received.find(({ header }) => header.id === placed.header.id);
    expect(found).toEqual(placed);
    expect(received.every(({ type }) => type === 'OrderPlaced')).toBe(true);
  });

  it('is published once however often its appender repeats it', async () => {
    let received = 0;
    const placed = placedOrder();
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent): Promise<void> {
        if (event.header.id === placed.header.id) received += 1;
      }
    }
    const { bus } = await open([Orders]);
    await Promise.all([bus.publishEvent(placed), bus.publishEvent(placed), bus.publishEvent(placed)]);
    await eventually('received', () => received > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(received).toBe(1);
  });

  it('goes to two methods that both listen to it, and comes again while one of them fails', async () => {
    const seen: string[] = [];
    const placed = placedOrder();
    @Controller()
    class First {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent): Promise<void> {
        if (event.header.id === placed.header.id) seen.push('first');
      }
    }
    @Controller()
    class Second {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent, { deliveryCount }: EventContext): Promise<void> {
        if (event.header.id !== placed.header.id) return;
        if (deliveryCount === 1) throw new Error('not yet');
        seen.push('second');
      }
    }
    const { bus } = await open([First, Second]);
    await bus.publishEvent(placed);
    await eventually('both', () => seen.includes('second'));
    expect(seen.filter((name) => name === 'first')).toHaveLength(2);
  });

  it('I9: met a second time has one effect', async () => {
    const store = new MemoryStore();
    const placed = placedOrder();
    store.add(placed);
    let deliveries = 0;
    @Controller()
    class Pricing {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent, { deliveryCount }: EventContext): Promise<void> {
        if (event.header.id !== placed.header.id) return;
        const log = new MemoryOrderLog({ service: 'tax-shipping', store });
        await log.startStream(event, [orderPriced()]);
        deliveries = deliveryCount;
        if (deliveryCount === 1) throw new TransientError('the acknowledgement was lost');
      }
    }
    const { bus } = await open([Pricing]);
    await bus.publishEvent(placed);
    await eventually('second delivery', () => deliveries === 2);
    expect(store.events.filter(({ type }) => type === 'OrderPriced')).toHaveLength(1);
  });
});

describe('an event whose handler fails', () => {
  it('comes again for as long as the outside fails, and is never parked', async () => {
    const counts: number[] = [];
    const placed = placedOrder();
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent, { deliveryCount }: EventContext): Promise<void> {
        if (event.header.id !== placed.header.id) return;
        counts.push(deliveryCount);
        if (deliveryCount < 4) throw new TransientError('the line is down');
      }
    }
    const { bus, recording } = await open([Orders]);
    await bus.publishEvent(placed);
    await eventually('the line is up again', () => counts.length === 4);
    expect(counts).toEqual([1, 2, 3, 4]);
    expect(recording.count('fault')).toBe(3);
    expect(recording.count('parked')).toBe(0);
  });

  it('I16: is parked after five tries of a defect, and the rest goes on meanwhile', async () => {
    const poison = placedOrder();
    const counts: number[] = [];
    let others = 0;
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent, { deliveryCount }: EventContext): Promise<void> {
        if (event.header.id === poison.header.id) {
          counts.push(deliveryCount);
          throw new TypeError('a line without a price');
        }
        others += 1;
      }
    }
    const { bus, recording } = await open([Orders], { service: 'poisoned' });
    await bus.publishEvent(poison);
    await Promise.all(Array.from({ length: 20 }, () => bus.publishEvent(placedOrder())));
    await eventually('the rest', () => others >= 20);
    await eventually('parked', () => recording.count('parked') === 1);
    expect(counts).toEqual([1, 2, 3, 4, 5]);
    const [parked] = await new ParkedEvents(sql).list(10);
    expect(parked).toMatchObject({
      eventId: poison.header.id,
      type: 'OrderPlaced',
      headerText: poison.headerText,
      dataText: poison.dataText,
    });
    expect(parked?.errorCode).toMatch(/^TypeError at /);
    expect(parked?.errorCode).not.toContain('price');
  });

  it('is passed over when it is of a later release', async () => {
    const placed = placedOrder();
    const later = recorded('OrderPlaced', {}, {});
    let received = 0;
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle(event: RecordedEvent): Promise<void> {
        if (event.header.id === placed.header.id) received += 1;
      }
    }
    const { bus, recording } = await open([Orders]);
    const unknown = { ...later, headerText: later.headerText.replace('"type":"OrderPlaced"', '"type":"OrderGiftWrapped"') };
    bus.connection.publish(eventSubject(later.header), toWire(unknown as RecordedEvent));
    await bus.publishEvent(placed);
    await eventually('received', () => received === 1);
    await eventually('passed over', () => recording.count('passed_over') === 1);
  });
});
