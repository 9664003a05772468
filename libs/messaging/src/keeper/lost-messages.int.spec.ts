import { cpSync, rmSync } from 'node:fs';
import { jetstreamManager } from '@nats-io/jetstream';
import { Controller, type Type } from '@nestjs/common';
import { eventStream, type RecordedEvent } from '@tollgate/contracts';
import { systemClock, TransientError } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { eventually } from '@tollgate/testing';
import { OnEvent } from '../events/on-event.js';
import { MemoryBusLedger } from '../testing/memory-bus-ledger.js';
import { startNats, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, type TestRuntime } from '../testing/test-runtime.js';
import { StreamKeeper } from './stream-keeper.js';

const sql = { query: async () => [] };
const recent = () => placedOrder({ occurredAt: new Date().toISOString() });

describe('a bus that has lost what it had acknowledged', () => {
  let nats: TestServer & { readonly dataDir: string };
  let runtime: TestRuntime;
  let store: MemoryStore;
  let ledger: MemoryBusLedger;
  let seen: Map<string, number>;
  let isHeld: boolean;
  const timers: NodeJS.Timeout[] = [];

  /** A service that handles nothing while it is held. */
  const handling = (): Type => {
    @Controller()
    class Orders {
      @OnEvent('OrderPlaced')
      async handle({ header }: RecordedEvent): Promise<void> {
        if (isHeld) throw new TransientError('not yet');
        seen.set(header.id, (seen.get(header.id) ?? 0) + 1);
      }
    }
    return Orders;
  };

  beforeEach(async () => {
    nats = await startNats();
    store = new MemoryStore();
    ledger = new MemoryBusLedger(store);
    seen = new Map();
    isHeld = false;
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql, controllers: [handling()] });
  });
  afterEach(async () => {
    stopLooking();
    await runtime.close();
    await nats.stop();
  });

  const stopLooking = (): void => {
    for (const timer of timers.splice(0)) clearInterval(timer);
  };
  const keeperOf = (
    orderLog: Pick<MemoryOrderLog, 'readAll'> = new MemoryOrderLog({ service: 'reporting', store }),
  ): StreamKeeper =>
    new StreamKeeper({ bus: runtime.bus, orderLog, clock: systemClock, maxAgeMs: 3_600_000, log: runtime.recording });
  const looking = (log?: Pick<MemoryOrderLog, 'readAll'>): void => {
    const keeper = keeperOf(log);
    timers.push(setInterval(() => keeper.look(ledger), 50));
  };
  const publish = async (count: number): Promise<readonly RecordedEvent[]> => {
    const events = Array.from({ length: count }, recent);
    await Promise.all(events.map((event) => runtime.bus.publishEvent(event)));
    store.add(...events);
    return events;
  };
  const handled = (events: readonly RecordedEvent[]) =>
    eventually('all handled', () => events.every(({ header }) => seen.has(header.id)));
  const handledToTheEnd = () =>
    eventually('the ledger to say so', () => ledger.state.consumers.fraud?.handledTo === String(store.events.length));

  const publishedAgain = async (): Promise<number> => {
    const message = 'what the bus had lost is published again';
    const line = await eventually('the loss to be over', () => runtime.recording.lines.find((one) => one.message === message));
    return (line.fields as { readonly count: number }).count;
  };
  /** The server's files when so many events were handled to the end, by the ledger too. */
  const copyAfter = async (count: number): Promise<string> => {
    looking();
    await handled(await publish(count));
    await handledToTheEnd();
    const copy = `${nats.dataDir}.copy`;
    cpSync(nats.dataDir, copy, { recursive: true });
    return copy;
  };
  const setBack = async (copy: string): Promise<void> => {
    await nats.kill();
    rmSync(nats.dataDir, { recursive: true });
    cpSync(copy, nats.dataDir, { recursive: true });
    await nats.restart();
  };

  it('B2: set back to an older copy of its files publishes what came after, and not what was handled before', async () => {
    const copy = await copyAfter(300);
    isHeld = true;
    const lost = await publish(50);
    await eventually('them to be seen', () => (ledger.state.witness?.sequence ?? 0) === 350);
    await setBack(copy);
    isHeld = false;
    const later = await publish(200); // the stream grows past where it was before anybody looks
    await handled([...lost, ...later]);
    expect(ledger.state.lossCount).toBe(1);
    expect(await publishedAgain()).toBeLessThanOrEqual(lost.length + later.length);
  });

  it('and set back once more while what was lost is published again begins again with it', async () => {
    const copy = await copyAfter(300);
    stopLooking();
    isHeld = true;
    const lost = await publish(700);
    await setBack(copy);
    ledger.state = { ...ledger.state, isLost: true };
    const orderLog = new MemoryOrderLog({ service: 'reporting', store });
    let pages = 0;
    looking({
      readAll: async (cursor: string | undefined, limit: number) => {
        pages += 1;
        if (pages === 2) await setBack(copy); // the first 500 are on the bus, and gone
        return orderLog.readAll(cursor, limit);
      },
    });
    await publishedAgain();
    isHeld = false;
    await handled(lost);
  });

  it('I8: purged by an operator publishes what was not handled', async () => {
    looking();
    await handled(await publish(20));
    await handledToTheEnd();
    isHeld = true;
    const lost = await publish(20);
    await eventually('them to be seen', () => ledger.state.witness?.sequence === 40);
    await (await jetstreamManager(runtime.bus.connection)).streams.purge(eventStream);
    await eventually('the loss to be found', () => ledger.state.lossCount === 1);
    isHeld = false;
    await handled(lost);
  });

  it('and cut off after what was seen last publishes what came since, which nobody had looked at', async () => {
    const copy = await copyAfter(300);
    stopLooking();
    isHeld = true;
    const lost = await publish(50);
    await setBack(copy);
    isHeld = false;
    const later = await publish(200);
    looking();
    await handled([...lost, ...later]);
    expect(ledger.state.lossCount).toBe(0);
  });

  it('B2: and deleted under load is filled again, though whoever did it went away half-way, twice', async () => {
    isHeld = true;
    looking();
    await publish(10);
    await eventually('it to be known', () => ledger.state.consumers.fraud !== undefined);
    await publish(1_990);
    stopLooking();
    await (await jetstreamManager(runtime.bus.connection)).streams.delete(eventStream);
    isHeld = false;
    const events = [...store.events];
    for (const pagesLeft of [1, 2]) {
      let pages = 0;
      const orderLog = new MemoryOrderLog({ service: 'reporting', store });
      looking({
        readAll: async (cursor: string | undefined, limit: number) => {
          pages += 1;
          if (pages > pagesLeft) throw new Error('gone');
          return orderLog.readAll(cursor, limit);
        },
      });
      await eventually('its end', () => pages > pagesLeft);
      stopLooking();
      expect(ledger.state.isLost).toBe(true);
    }
    looking();
    const later = await publish(10);
    await handled([...events, ...later]);
    await eventually('the loss to be over', () => !ledger.state.isLost);
    expect(ledger.state.lossCount).toBe(1);
  });

  it('and filled again by another process is not taken for lost by the one that led before, and leads again', async () => {
    const keeper = keeperOf();
    timers.push(setInterval(() => keeper.look(ledger), 50));
    await handled(await publish(20));
    await handledToTheEnd();
    stopLooking();
    await (await jetstreamManager(runtime.bus.connection)).streams.delete(eventStream);
    await handled(await publish(10));
    looking();
    await publishedAgain();
    stopLooking();
    const { state, removedTo } = ledger;
    const again = Object.assign(new MemoryBusLedger(store), { state, removedTo });
    await handled(await publish(10));
    timers.push(setInterval(() => keeper.look(again), 50));
    await eventually('it to have looked', () => (again.state.witness?.sequence ?? 0) > (state.witness?.sequence ?? 0));
    expect(again.state.lossCount).toBe(1);
  });

  it('is found by whoever leads next, when the one before went away with it', async () => {
    looking();
    await handled(await publish(20));
    await handledToTheEnd();
    stopLooking();
    isHeld = true;
    const lost = await publish(5);
    const manager = await jetstreamManager(runtime.bus.connection);
    const { config } = await manager.streams.info(eventStream);
    await manager.streams.delete(eventStream);
    await manager.streams.add(config);
    isHeld = false;
    looking();
    await handled(lost);
  });
});
