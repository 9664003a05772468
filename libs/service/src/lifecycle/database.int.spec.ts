import { TransientError } from '@tollgate/errors';
import { eventually, FaultProxy } from '@tollgate/testing';
import { DatabaseProbe } from '../health/database-probe.js';
import { openLog } from '../telemetry/logger.js';
import { startPostgres, type TestPostgres } from '../testing/servers.js';
import { openDatabase } from './database.js';

class Slow1763900000001 {
  readonly name = 'Slow1763900000001';
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE rewritten AS SELECT 1 AS one, pg_sleep(1.5)::text AS slept');
  }
  async down(): Promise<void> {}
}

const log = openLog({ service: 'test', level: 'silent' });
let postgres: TestPostgres;
let proxy: FaultProxy;

beforeAll(async () => {
  postgres = await startPostgres();
  proxy = await FaultProxy.before(postgres.urlFor('fraud'));
});
afterEach(() => proxy.pass());
afterAll(async () => {
  await proxy.close();
  await postgres.stop();
});

const open = (timeouts = { connectMs: 500, statementMs: 500, queryMs: 700 }) =>
  openDatabase({ url: proxy.url, service: 'fraud', migrations: [Slow1763900000001], log, timeouts });
const tookMs = async (work: () => Promise<unknown>): Promise<number> => {
  const sinceMs = performance.now();
  await work();
  return performance.now() - sinceMs;
};

describe('a service’s database', () => {
  it('X5: that is frozen at the start costs the connect time-out', async () => {
    proxy.freeze();
    expect(await tookMs(() => expect(open()).rejects.toBeInstanceOf(TransientError))).toBeLessThan(3_000);
  });

  it('is migrated once by two replicas, by a migration that takes longer than a statement may', async () => {
    const patiently = () => open({ connectMs: 500, statementMs: 5_000, queryMs: 6_000 });
    // Whoever waits for the other one's migrations longer than a statement may tries again, as a service does at its start.
    const again = () => eventually('migrated', () => open().catch(() => undefined));
    const replicas = await Promise.all([again(), patiently()]);
    for (const database of replicas) expect(await database.query('SELECT one FROM fraud.rewritten')).toEqual([{ one: 1 }]);
    await expect(replicas[0]?.query('SELECT pg_sleep(3)')).rejects.toBeInstanceOf(TransientError);
    await Promise.all(replicas.map((database) => database.destroy()));
  });
});

describe('readiness', () => {
  it.each(['all', 'existing'] as const)(
    'X5: does not hang while %s connections are frozen, and is there soon after',
    async (reach) => {
      const probe = new DatabaseProbe({ connectionString: proxy.url, name: 'test health' });
      expect(await probe.health()).toBe('well');
      proxy.freeze(reach);
      expect(await tookMs(async () => expect(await probe.health()).toBe('away'))).toBeLessThan(2_500);
      if (reach === 'all') {
        expect(await tookMs(async () => expect(await probe.health()).toBe('away'))).toBeLessThan(2_500);
        await proxy.pass();
      }
      expect(await tookMs(() => eventually('answers', async () => (await probe.health()) === 'well'))).toBeLessThan(4_000);
      await probe.close();
    },
  );

  it('asks the database once for all who ask at once', async () => {
    const probe = new DatabaseProbe({ connectionString: proxy.url, name: 'test health' });
    expect(new Set(Array.from({ length: 50 }, () => probe.health())).size).toBe(1);
    await probe.close();
  });
});
