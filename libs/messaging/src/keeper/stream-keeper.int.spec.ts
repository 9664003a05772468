import { jetstreamManager } from '@nats-io/jetstream';
import { Controller, type Type } from '@nestjs/common';
import { eventStream, type RecordedEvent } from '@tollgate/contracts';
import { systemClock } from '@tollgate/errors';
import { MemoryOrderLog, MemoryStore } from '@tollgate/order-log';
import { eventually } from '@tollgate/testing';
import { OnEvent } from '../events/on-event.js';
import { MemoryBusLedger } from '../testing/memory-bus-ledger.js';
import { startNats, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, type TestRuntime } from '../testing/test-runtime.js';
import { StreamKeeper } from './stream-keeper.js';

const sql = { query: async () => [] };
const recent = () => placedOrder({ occurredAt: new Date().toISOString() });
const smallStream = { maxBytes: 2_000_000, replicas: 1 };

interface Opened extends TestRuntime {
  readonly seen: ReadonlySet<string>;
}

/** A service that notes whose event it saw. */
const noting = (seen: Set<string>): Type => {
  @Controller()
  class Orders {
    @OnEvent('OrderPlaced')
    async handle(event: RecordedEvent): Promise<void> {
      seen.add(event.header.id);
    }
  }
  return Orders;
};

describe('the keeper of the stream', () => {
  let nats: TestServer;
  const store = new MemoryStore();
  const ledger = new MemoryBusLedger(store);
  const orderLog = new MemoryOrderLog({ service: 'reporting', store });
  const runtimes: Opened[] = [];
  const timers: NodeJS.Timeout[] = [];

  beforeAll(async () => {
    nats = await startNats();
  });
  afterEach(() => {
    for (const timer of timers.splice(0)) clearInterval(timer);
  });
  afterAll(async () => {
    for (const runtime of runtimes) await runtime.close();
    await nats.stop();
  });

  const open = async (service: string): Promise<Opened> => {
    const seen = new Set<string>();
    const runtime = await openRuntime({ natsUrl: nats.url, service, sql, controllers: [noting(seen)], limits: smallStream });
    const opened = { ...runtime, seen };
    runtimes.push(opened);
    return opened;
  };
  const keeperOn = ({ bus, recording }: TestRuntime, log: Pick<MemoryOrderLog, 'readAll'> = orderLog): StreamKeeper =>
    new StreamKeeper({ bus, orderLog: log, clock: systemClock, maxAgeMs: 3_600_000, log: recording });
  const looking = (keeper: StreamKeeper, everyMs = 50): void => void timers.push(setInterval(() => keeper.look(ledger), everyMs));
  const stateOf = async ({ bus }: TestRuntime) =>
    (await (await jetstreamManager(bus.connection)).streams.info(eventStream)).state;
  const publish = async ({ bus }: TestRuntime, count: number): Promise<readonly RecordedEvent[]> => {
    const events = Array.from({ length: count }, recent);
    for (let start = 0; start < count; start += 250)
      await Promise.all(events.slice(start, start + 250).map((event) => bus.publishEvent(event)));
    store.add(...events);
    return events;
  };
  /** Answers the one that found no room; the log has it, as all others. */
  const publishUntilFull = async ({ bus }: TestRuntime): Promise<RecordedEvent> => {
    for (;;) {
      const event = recent();
      store.add(event);
      try {
        await bus.publishEvent(event, { isKept: true });
      } catch {
        return event;
      }
    }
  };

  it('B1: lets a stream of two megabytes take twice as much, as those that every consumer is done with are removed', async () => {
    const fraud = await open('fraud');
    looking(keeperOn(fraud));
    const events = await publish(fraud, 4_000);
    await eventually('all handled', () => events.every(({ header }) => fraud.seen.has(header.id)));
    await eventually('the stream to be small', async () => (await stateOf(fraud)).messages < 1_000);
    expect((await stateOf(fraud)).last_seq).toBeGreaterThanOrEqual(4_000);
    expect(Buffer.byteLength(events.map(({ dataText, headerText }) => dataText + headerText).join(''))).toBeGreaterThan(
      2 * smallStream.maxBytes,
    );
  });

  it('takes nothing for lost that was removed as handled while it looked', async () => {
    const [fraud] = runtimes as [Opened];
    const keepers = [keeperOn(fraud), keeperOn(fraud), keeperOn(fraud)];
    for (const keeper of keepers) looking(keeper, 1);
    const before = fraud.recording.lines.length;
    await publish(fraud, 4_000);
    await eventually('the stream to be small', async () => (await stateOf(fraud)).messages < 1_000);
    expect(fraud.recording.lines.slice(before).map(({ message }) => message)).toEqual([]);
    expect(ledger.state.lossCount).toBe(0);
  });

  it('fills a consumer that comes later from the log, also with what the bus took a moment ago and removed since', async () => {
    const [fraud] = runtimes;
    const late = await open('tax-shipping');
    expect(late.seen.size).toBeLessThan(store.events.length);
    looking(keeperOn(fraud as TestRuntime));
    await eventually('all that the log holds', () => late.seen.size === store.events.length);
    await eventually('it to be known', () => ledger.state.consumers['tax-shipping'] !== undefined);
  });

  it('B4: fills a consumer from the beginning again where whoever did it went away half-way, twice', async () => {
    const [fraud] = runtimes;
    const late = await open('notifications');
    for (const pagesLeft of [3, 5]) {
      let pages = 0;
      const dying = {
        readAll: async (cursor: string | undefined, limit: number) => {
          pages += 1;
          if (pages > pagesLeft) throw new Error('gone');
          return orderLog.readAll(cursor, limit);
        },
      };
      looking(keeperOn(fraud as TestRuntime, dying));
      await eventually('its end', () => pages > pagesLeft);
      for (const timer of timers.splice(0)) clearInterval(timer);
    }
    expect(ledger.state.consumers.notifications).toBeUndefined();
    // Under a name that the service's log does not drop.
    expect(fraud?.recording.lines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ task: 'fill notifications' }) }),
    );
    looking(keeperOn(fraud as TestRuntime));
    await eventually('all that the log holds', () => late.seen.size === store.events.length);
    await eventually('it to be known', () => ledger.state.consumers.notifications !== undefined);
  });

  it('removes nothing while a consumer that is known is not there, as it may come back', async () => {
    const [fraud] = runtimes as [Opened];
    const manager = await jetstreamManager(fraud.bus.connection);
    await new Promise((resolve) => setTimeout(resolve, 3_000)); // the keepers of the tests before have come to their end
    const { state } = ledger;
    ledger.state = {
      ...state,
      consumers: { ...state.consumers, 'esd-delivery': { handledTo: '0.0.0', seenAt: new Date().toISOString() } },
    };
    const before = await stateOf(fraud);
    looking(keeperOn(fraud));
    const events = await publish(fraud, 600);
    await eventually('all handled', async () => (await manager.consumers.info(eventStream, 'fraud')).num_pending === 0);
    await new Promise((resolve) => setTimeout(resolve, 500)); // ten looks
    expect((await stateOf(fraud)).messages).toBeGreaterThanOrEqual(events.length);
    expect((await stateOf(fraud)).first_seq).toBe(before.first_seq);
    ledger.state = state;
    await eventually('them to be removed', async () => (await stateOf(fraud)).first_seq > before.first_seq);
  });

  it('makes room in a stream that is full when it begins, though what it is to offer again finds none in it', async () => {
    const [fraud] = runtimes as [Opened];
    looking(keeperOn(fraud));
    const [noted] = await publish(fraud, 1);
    await eventually('it to be noted', () => ledger.state.witness?.publishedTo === String(store.events.length));
    for (const timer of timers.splice(0)) clearInterval(timer);
    const refused = await publishUntilFull(fraud);
    looking(keeperOn(fraud));
    await eventually('what was refused to be offered again', () => fraud.seen.has(refused.header.id));
    expect(fraud.seen.has(noted?.header.id ?? '')).toBe(true);
  });

  it('removes nothing once another process has its part, though it had found before what to remove', async () => {
    const [fraud] = runtimes as [Opened];
    const frozen = new MemoryBusLedger(store);
    const keeper = keeperOn(fraud);
    timers.push(setInterval(() => keeper.look(frozen), 50));
    await eventually('it to have looked', () => frozen.removedTo !== undefined);
    const removed: number[] = [];
    frozen.writeRemoved = async (to) => {
      removed.push(to);
      frozen.isOurs = false; // it stood still for a while
    };
    const { first_seq } = await stateOf(fraud);
    await publish(fraud, 600);
    await eventually('it to find what to remove', () => removed.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await stateOf(fraud)).first_seq).toBe(first_seq);
  });
});
