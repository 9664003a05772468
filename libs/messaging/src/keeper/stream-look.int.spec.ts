import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { eventStream } from '@tollgate/contracts';
import { startNats, type TestServer } from '../testing/servers.js';
import { openRuntime, placedOrder, type TestRuntime } from '../testing/test-runtime.js';
import { lookAtStream } from './stream-look.js';

const publishedTo = '1.0.0';

describe('a look at the stream', () => {
  let nats: TestServer;
  let runtime: TestRuntime;
  let manager: JetStreamManager;
  beforeAll(async () => {
    nats = await startNats();
    runtime = await openRuntime({ natsUrl: nats.url, service: 'fraud', sql: { query: async () => [] }, controllers: [] });
    manager = await jetstreamManager(runtime.bus.connection, { checkAPI: false });
  });
  afterAll(async () => {
    await runtime?.close();
    await nats?.stop();
  });

  const publish = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1)
      await runtime.bus.publishEvent(placedOrder({ occurredAt: new Date().toISOString() }));
  };

  /** The same server, on which something happens after the stream was seen and before its messages are. */
  const whenInBetween = (happens: () => Promise<unknown>): JetStreamManager => {
    const { streams } = manager;
    const interrupted = Object.assign(Object.create(streams), {
      info: async (name: string) => {
        const info = await streams.info(name);
        await happens();
        return info;
      },
    });
    return Object.assign(Object.create(manager), { streams: interrupted });
  };

  it('I8: takes nothing for lost that was removed as handled while it looked', async () => {
    await publish(10);
    const { witness: earlier, lastSequence } = await lookAtStream(manager, { publishedTo });
    await publish(10);
    const removing = whenInBetween(() => manager.streams.purge(eventStream, { seq: lastSequence + 5 }));
    expect((await lookAtStream(removing, { earlier, publishedTo })).isSame).toBe(true);
  });

  it('I8: takes no message for handled that the server has stored, and not counted for its consumer yet', async () => {
    await manager.consumers.add(eventStream, { durable_name: 'late-counter', ack_policy: 'explicit' });
    await publish(3);
    let askedAtMs = 0;
    const list = async function* (stream: string) {
      const isCounted = performance.now() - askedAtMs > 50;
      for await (const one of manager.consumers.list(stream)) yield isCounted ? one : { ...one, num_pending: 0 };
    };
    const stored = whenInBetween(async () => {
      askedAtMs = performance.now();
    });
    const busy = Object.assign(stored, { consumers: { list } });
    const { consumers } = await lookAtStream(busy, { publishedTo });
    expect(consumers.find(({ name }) => name === 'late-counter')?.pendingCount).toBeGreaterThanOrEqual(3);
  });

  it('I8: sees what was lost: the message of its witness, without those before it', async () => {
    const { witness: earlier, lastSequence } = await lookAtStream(manager, { publishedTo });
    await publish(5);
    await manager.streams.deleteMessage(eventStream, lastSequence);
    expect((await lookAtStream(manager, { earlier, publishedTo })).isSame).toBe(false);
  });
});
