import { randomUUID } from 'node:crypto';
import { create, PutSettingsRequestSchema } from '@tollgate/contracts';
import { type DomainError, systemClock } from '@tollgate/errors';
import { type Bus, openBus } from '@tollgate/messaging';
import { type OrderLog, openOrderLog } from '@tollgate/order-log';
import { eventually, startNats, startPostgres, type TestPostgres, type TestServer } from '@tollgate/testing';
import { SettingsHandler } from './settings.handler.js';
import { SettingsStore } from './settings.store.js';
import { busHints } from './settings-hints.js';
import { limitArea } from './testing/areas.js';

let nats: TestServer;
let postgres: TestPostgres;
let replicas: readonly Replica[] = [];

interface Replica {
  readonly bus: Bus;
  readonly log: OrderLog;
  readonly store: SettingsStore;
  readonly handler: SettingsHandler;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const openReplica = async (): Promise<Replica> => {
  const bus = await openBus({ servers: nats.url, service: 'fraud', log: silent });
  const log = await openOrderLog({
    connectionString: postgres.urlFor('fraud'),
    service: 'fraud',
    publish: async () => undefined,
  });
  const hints = busHints(bus);
  const store = new SettingsStore({ log, hints, clock: systemClock });
  return { bus, log, store, handler: new SettingsHandler({ log, hints, store }) };
};

beforeAll(async () => {
  [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
  replicas = await Promise.all([openReplica(), openReplica()]);
});

afterAll(async () => {
  await Promise.all(replicas.flatMap(({ store, bus, log }) => [store.close(), bus.close(), log.close()]));
  await Promise.all([nats?.stop(), postgres?.stop()]);
});

const replica = (index: number): Replica => replicas[index] as Replica;
const newMerchant = () => ({ merchant: `mer_${randomUUID().slice(0, 8)}`, mode: 'test' }) as const;
const put = (merchant: string, most: number, expectedVersion = -1) =>
  create(PutSettingsRequestSchema, {
    merchant,
    mode: 'test',
    document: JSON.stringify({ most }),
    expectedVersion,
    command: randomUUID(),
    correlation: randomUUID(),
  });

describe('settings in two replicas', () => {
  it('that one changes are in force in the other within a second', async () => {
    const scope = newMerchant();
    expect((await replica(1).store.current(limitArea, scope)).version).toBe(0);
    for (let round = 1; round <= 10; round += 1) {
      await replica(0).handler.put(limitArea, put(scope.merchant, round));
      await eventually(
        'the other replica to follow',
        async () => (await replica(1).store.current(limitArea, scope)).document.most === round,
        1_000,
      );
    }
  });

  it('of 20 who saw the same version one wins, in each of 50 rounds, and both replicas agree on which', async () => {
    const scope = newMerchant();
    for (let round = 0; round < 50; round += 1) {
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          replica(index % 2).handler.put(limitArea, put(scope.merchant, 20 + (round % 2) * 40 + index, round)),
        ),
      );
      const losers = results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as DomainError).code] : []));
      expect(losers).toEqual(Array(19).fill('settings_changed'));
      const [one, other] = await Promise.all([0, 1].map((index) => replica(index).handler.get(limitArea, scope)));
      expect(one).toEqual(other);
      expect(one?.version).toBe(round + 1);
    }
  });

  it('follow without a hint, too: lost with the bus, they are read again when they are old', async () => {
    const scope = newMerchant();
    await replica(1).store.current(limitArea, scope);
    await nats.kill();
    await replica(0).handler.put(limitArea, put(scope.merchant, 7));
    await nats.restart();
    const began = performance.now();
    await eventually(
      'the other replica to follow',
      async () => (await replica(1).store.current(limitArea, scope)).document.most === 7,
    );
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});
