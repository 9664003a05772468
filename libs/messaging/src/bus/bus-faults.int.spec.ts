import { cpSync, rmSync } from 'node:fs';
import { jetstreamManager } from '@nats-io/jetstream';
import { Controller } from '@nestjs/common';
import { eventStream, eventStreamSubjects, type RecordedEvent } from '@tollgate/contracts';
import { systemClock, TransientError } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { eventually, FaultProxy } from '@tollgate/testing';
import { OnEvent } from '../events/on-event.js';
import { JetStreamStrategy } from '../jetstream-strategy.js';
import { StreamKeeper } from '../keeper/stream-keeper.js';
import { ParkedEvents } from '../parked/parked-events.js';
import { MemoryBusLedger } from '../testing/memory-bus-ledger.js';
import { startNats, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, RecordingLog, type TestRuntime } from '../testing/test-runtime.js';
import { openBus } from './bus.js';
import { ensureEventStream } from './event-stream.js';

const sql = { query: async () => [] };
let nats: TestServer & { readonly dataDir: string };
let runtime: TestRuntime | undefined;

beforeEach(async () => {
  nats = await startNats();
});

afterEach(async () => {
  await runtime?.close();
  runtime = undefined;
  await nats.stop();
});

const recent = () => placedOrder({ occurredAt: new Date().toISOString() });
const missing = (published: readonly RecordedEvent[], seen: ReadonlySet<string>) =>
  published.filter(({ header }) => !seen.has(header.id)).length;

/** A controller that notes whose event it saw. */
const noting = (seen: Set<string>, before: () => Promise<void> = async () => undefined) => {
  @Controller()
  class Orders {
    @OnEvent('OrderPlaced')
    async handle(event: RecordedEvent): Promise<void> {
      await before();
      seen.add(event.header.id);
    }
  }
  return Orders;
};

describe('a service whose bus', () => {
  it('is killed and comes back goes on by itself, and every publish is acknowledged', async () => {
    const seen = new Set<string>();
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [noting(seen)] });
    const { bus } = runtime;
    const events = Array.from({ length: 300 }, recent);
    const publishing = events.map(async (event, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 5));
      await bus.publishEvent(event);
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await nats.kill();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await nats.restart();
    await Promise.all(publishing);
    await eventually('all handled', () => missing(events, seen) === 0);
  });

  it('I8: is wiped in mid-run makes stream and consumer again and takes from the log what was lost', async () => {
    const seen = new Set<string>();
    const store = new MemoryStore();
    const log = new MemoryOrderLog({ service: 'reporting', store });
    let isHeld = true;
    const held = async () => {
      if (isHeld) throw new TransientError('not yet');
    };
    const options = { natsUrl: nats.url, service: 'fraud', sql, controllers: [noting(seen, held)] };
    runtime = await openRuntime(options);
    const { bus, recording } = runtime;
    const keeper = new StreamKeeper({ bus, orderLog: log, clock: systemClock, maxAgeMs: 3_600_000, log: recording });
    const ledger = new MemoryBusLedger(store);
    const events = Array.from({ length: 50 }, recent);
    store.add(...events);
    await Promise.all(events.map((event) => bus.publishEvent(event)));
    const manager = await jetstreamManager(bus.connection);
    await manager.streams.delete(eventStream);
    isHeld = false;
    await eventually('all handled', () => {
      keeper.look(ledger);
      return missing(events, seen) === 0;
    });
    const later = recent();
    await bus.publishEvent(later);
    await eventually('the later one', () => seen.has(later.header.id));
  });

  it('is set back while an event is handled does not take its answer for that of the event that has its place since', async () => {
    const begun: string[] = [];
    const seen: string[] = [];
    const ends = new Map<string, PromiseWithResolvers<void>>();
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle({ header }: RecordedEvent): Promise<void> {
        begun.push(header.id);
        await ends.get(header.id)?.promise;
        seen.push(header.id);
      }
    }
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [Orders] });
    const { bus } = runtime;
    const publish = async (end?: PromiseWithResolvers<void>): Promise<string> => {
      const event = recent();
      if (end !== undefined) ends.set(event.header.id, end);
      await bus.publishEvent(event);
      await eventually('it to be begun', () => begun.includes(event.header.id));
      return event.header.id;
    };
    await publish();
    const info = async () => (await jetstreamManager(bus.connection)).consumers.info(eventStream, 'fraud');
    await eventually('it to be acknowledged', async () => (await info()).num_ack_pending === 0);
    const copy = `${nats.dataDir}.copy`;
    cpSync(nats.dataDir, copy, { recursive: true });
    const [firstEnd, secondEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = await publish(firstEnd);
    await nats.kill();
    rmSync(nats.dataDir, { recursive: true });
    cpSync(copy, nats.dataDir, { recursive: true });
    await nats.restart();
    const second = await publish(secondEnd);
    expect((await info()).delivered.stream_seq).toBe(2);
    firstEnd.resolve();
    await eventually('the first to be handled', () => seen.includes(first));
    await new Promise((resolve) => setTimeout(resolve, 300));
    ends.delete(second);
    secondEnd.reject(new TransientError('not yet'));
    await eventually('the second to come again', () => seen.includes(second));
  });

  it('is refused by a stream that is not there yet waits for it', async () => {
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [noting(new Set())] });
    const { bus, recording } = runtime;
    const manager = await jetstreamManager(bus.connection);
    // Its consumer makes the stream again as soon as it misses it, and may be the faster one.
    await eventually('a publish that was refused at first', async () => {
      await manager.streams.delete(eventStream).catch(() => undefined);
      await bus.publishEvent(recent());
      return recording.repeatedPublishes > 0;
    });
  });

  it('is full gives an event back at once to whoever keeps it; another one waits for room', async () => {
    runtime = await openRuntime({ natsUrl: nats.url, service: 'reporting', sql, controllers: [] });
    const { bus } = runtime;
    const manager = await jetstreamManager(bus.connection);
    await manager.streams.update(eventStream, { max_bytes: 2_000 });
    const publishUntilFull = async (): Promise<unknown> => {
      for (;;) await bus.publishEvent(recent(), { isKept: true });
    };
    const sinceMs = performance.now();
    await expect(publishUntilFull()).rejects.toThrow('the stream has no room for OrderPlaced');
    expect(performance.now() - sinceMs).toBeLessThan(2_000);
    const isTaken = bus.publishEvent(recent()).then(() => true);
    expect(await Promise.race([isTaken, new Promise((resolve) => setTimeout(resolve, 600, false))])).toBe(false);
    await manager.streams.update(eventStream, { max_bytes: 1_000_000 });
    expect(await isTaken).toBe(true);
  });

  it('is frozen when it closes goes all the same, before its process has to', async () => {
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [] });
    const proxy = await FaultProxy.before(nats.url);
    const bus = await openBus({ servers: proxy.url, service: 'fraud', log: runtime.recording });
    proxy.freeze();
    const sinceMs = performance.now();
    await bus.close();
    expect(performance.now() - sinceMs).toBeLessThan(5_000);
    await proxy.close();
  });

  it('says nothing for three seconds while it starts, and handles no event, starts all the same', async () => {
    const proxy = await FaultProxy.before(nats.url);
    const log = new RecordingLog();
    const bus = await openBus({ servers: proxy.url, service: 'reporting', log });
    const strategy = new JetStreamStrategy({ bus, service: 'reporting', parked: new ParkedEvents(sql), log });
    proxy.freeze();
    const started = new Promise((resolve) => strategy.listen(resolve));
    await eventually('it to be late', () => log.lines.some(({ message }) => message === 'the stream could not be made yet'));
    await proxy.pass();
    expect(await started).toBeUndefined();
    await strategy.close();
    await bus.close();
    await proxy.close();
  });

  it('is gone for good answers a publish with a TransientError within its deadline', async () => {
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [] });
    await nats.kill();
    await expect(runtime.bus.publishEvent(recent())).rejects.toThrow(TransientError);
    await nats.restart();
  });
});

describe('a service', () => {
  it('I17: that cannot reach its database pulls nothing, and goes on at once when it can', async () => {
    let isReachable = false;
    const seen = new Set<string>();
    const reach = async () => {
      if (!isReachable) throw new TransientError('no database');
    };
    runtime = await openRuntime({
      natsUrl: nats.url,
      service: 'fraud',
      sql,
      controllers: [noting(seen, reach)],
      canWork: async () => isReachable,
    });
    const { bus, recording } = runtime;
    await bus.publishEvent(recent());
    await eventually('paused', () => recording.lines.some(({ message }) => message.startsWith('the database cannot be reached')));
    const others = Array.from({ length: 20 }, recent);
    await Promise.all(others.map((event) => bus.publishEvent(event)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(recording.count('fault')).toBe(1);
    isReachable = true;
    await eventually('all handled', () => missing(others, seen) === 0, 5_000);
  });

  it('that stops takes no more, and ends and acknowledges what is under way', async () => {
    const seen = new Set<string>();
    const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 400));
    const options = { natsUrl: nats.url, service: 'fraud', sql, controllers: [noting(seen, slow)], ackWaitMs: 1_000 };
    runtime = await openRuntime(options);
    const events = Array.from({ length: 10 }, recent);
    await Promise.all(events.map((event) => runtime?.bus.publishEvent(event)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await runtime.close();
    expect(missing(events, seen)).toBe(0);
    runtime = await openRuntime(options);
    await new Promise((resolve) => setTimeout(resolve, 2_500)); // what was not acknowledged would have come by now
    expect(runtime.recording.count('handled')).toBe(0);
  });

  it('keeps the subjects that a later release, which runs beside this one, gave its stream', async () => {
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [] });
    const manager = await jetstreamManager(runtime.bus.connection);
    const { config } = await manager.streams.info(eventStream);
    await manager.streams.update(eventStream, { ...config, subjects: [...config.subjects, 'gift.>'] });
    expect(await ensureEventStream(runtime.bus.connection)).toBe(false);
    expect((await manager.streams.info(eventStream)).config.subjects).toEqual([...eventStreamSubjects, 'gift.>']);
  });
});
