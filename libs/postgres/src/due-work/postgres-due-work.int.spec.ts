import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { FaultProxy, startPostgres, type TestPostgres } from '@tollgate/testing';
import { DataSource } from 'typeorm';
import { queryRows, typeormOptions, withKnownErrors } from '../connection/typeorm.js';

import { dueWorkContract } from './due-work.contract.js';
import type { DueItem } from './due-work.js';
import { DueWorkRunner } from './due-work-runner.js';
import { dueWorkSql } from './due-work-sql.js';
import { dropDueWorkTableSql, dueWorkTableSql } from './due-work-table.js';
import { PostgresDueWork } from './postgres-due-work.js';

const schema = 'notifications';
const timeouts = { connectMs: 400, statementMs: 500, queryMs: 700 };
let postgres: TestPostgres;
let database: DataSource;

const connect = async (connectionString: string): Promise<DataSource> => {
  const options = typeormOptions({ connectionString, name: 'test due work', schema, timeouts });
  return withKnownErrors(await new DataSource({ ...options, poolErrorHandler: () => undefined }).initialize());
};

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  database = await connect(postgres.urlFor(schema));
});
afterAll(async () => {
  await database.destroy();
  await postgres.stop();
});
beforeEach(() => database.query(dueWorkTableSql(schema)));
afterEach(() => database.query(dropDueWorkTableSql(schema)));

dueWorkContract('Postgres', async (clock) => ({
  replicas: [new PostgresDueWork({ database, schema, clock }), new PostgresDueWork({ database, schema, clock })],
  inTransaction: (work) => database.transaction((manager) => work(manager)),
  close: async () => undefined,
}));

describe('due work in Postgres', () => {
  const mail = (key: string) => ({ kind: 'mail', key, dueAt: new Date(Date.now() - 1_000) });
  const claim = async (work: PostgresDueWork, count = 1): Promise<readonly DueItem[]> =>
    work.claim({ kind: 'mail', count, leaseMs: 60_000 });

  it('is told once the outermost transaction commits, not at a savepoint', async () => {
    const work = new PostgresDueWork({ database, schema });
    const told: string[] = [];
    work.onScheduled((kind) => told.push(kind));
    await database.transaction(async (outer) => {
      await outer.transaction((inner) => work.schedule(mail('a'), inner));
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['mail']);
  });

  it('that is scheduled anew while it is being noted as done is handled once more, in every interleaving', async () => {
    const [work, other] = [new PostgresDueWork({ database, schema }), new PostgresDueWork({ database, schema })];
    let again = 0;
    for (let round = 0; round < 60; round += 1) {
      const key = `r${round}`;
      await work.schedule(mail(key));
      const [item] = await claim(work);
      const [wasDone] = await Promise.all([work.done(item as DueItem), other.schedule({ ...mail(key), payload: 'new' })]);
      expect(wasDone).toBe(true);
      const [next] = await claim(other);
      expect(next).toMatchObject({ key, payload: 'new', attempts: 1 });
      again += 1;
      await other.done(next as DueItem);
    }
    expect(again).toBe(60);
  });

  it('that another transaction has locked does not hold up the rest', async () => {
    const work = new PostgresDueWork({ database, schema });
    await work.schedule(mail('locked'));
    await work.schedule(mail('free'));
    await database.transaction(async (manager) => {
      await manager.query(`SELECT FROM ${schema}.due_work WHERE key = 'locked' FOR UPDATE`);
      expect((await claim(work, 10)).map(({ key }) => key)).toEqual(['free']);
    });
  });

  it('is claimed by way of the index, among 20,000 that are not due', async () => {
    await database.query(`INSERT INTO ${schema}.due_work (kind, key, due_at)
      SELECT 'mail', n::text, now() + interval '1 day' FROM generate_series(1, 20000) n`);
    await database.query(`ANALYZE ${schema}.due_work`);
    const plan = await queryRows<Record<string, string>>(
      database,
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ${dueWorkSql(schema).claim}`,
      ['mail', new Date().toISOString(), 10, 1_000],
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('due_work_by_time');
    expect(text).not.toMatch(/Seq Scan|Rows Removed by Filter: \d{3}/);
  });

  it('is done once, by two replicas that compete for it, up to the last item', async () => {
    const times = new Map<string, number>();
    const clock = { now: () => new Date() };
    const replicas = [0, 1].map(() => {
      const dueWork = new PostgresDueWork({ database, schema, clock });
      const handle = async ({ key }: DueItem) => {
        times.set(key, (times.get(key) ?? 0) + 1);
        await sleep(1);
        return 'done' as const;
      };
      return new DueWorkRunner({
        dueWork,
        handlers: [{ kind: 'mail', handle, limit: 10 }],
        clock,
        random: { fraction: () => 0 },
        pollMs: 50,
      });
    });
    await database.query(
      `INSERT INTO ${schema}.due_work (kind, key, due_at) SELECT 'mail', n::text, now() FROM generate_series(1, 300) n`,
    );
    for (const replica of replicas) replica.start();
    const left = async () =>
      Number((await queryRows<{ n: string }>(database, `SELECT count(*) AS n FROM ${schema}.due_work`))[0]?.n);
    for (let i = 0; i < 200 && (await left()) > 0; i += 1) await sleep(25);
    await Promise.all(replicas.map((replica) => replica.stop()));
    expect([await left(), times.size, Math.max(...times.values())]).toEqual([0, 300, 1]);
  });

  it('X5: goes on after the connections were frozen: an item whose end could not be noted comes again after its lease', async () => {
    const proxy = await FaultProxy.before(postgres.urlFor(schema));
    const frozen = await connect(proxy.url);
    const failures: unknown[] = [];
    const seen: number[] = [];
    const runner = new DueWorkRunner({
      dueWork: new PostgresDueWork({ database: frozen, schema }),
      handlers: [
        {
          kind: 'mail',
          leaseMs: 3_000,
          handle: async ({ attempts }) => {
            seen.push(attempts);
            if (attempts === 1) proxy.freeze('existing');
            return 'done';
          },
        },
      ],
      clock: { now: () => new Date() },
      random: { fraction: () => 0 },
      pollMs: 100,
      onFailure: (error) => failures.push(error),
    });
    await new PostgresDueWork({ database, schema }).schedule(mail('a'));
    runner.start();
    for (let i = 0; i < 100 && seen.length < 2; i += 1) await sleep(50);
    await runner.stop();
    expect(seen).toEqual([1, 2]);
    for (const failure of failures) expect(failure).toBeInstanceOf(TransientError);
    expect(failures.length).toBeGreaterThan(0);
    expect(await queryRows(database, `SELECT key FROM ${schema}.due_work`)).toEqual([]);
    await frozen.destroy();
    await proxy.close();
  });
});
