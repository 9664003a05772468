import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { FaultProxy, startPostgres, type TestPostgres } from '@tollgate/testing';
import { ConnectionLost, isUniqueViolation } from '../known-error.js';
import { bytesIn, type Query } from '../statements/statement.js';

import { PREPARED_PLANNING } from './connection-settings.js';
import { Pool } from './pool.js';
import { Session } from './session.js';

const timeouts = { connectMs: 400, statementMs: 500, queryMs: 700 };
/** For a machine that stands still for a moment; what has no time-out takes for ever, or 15 s. */
const SLACK_MS = 3_000;
const one = { text: 'SELECT 1' };
let postgres: TestPostgres;
let proxy: FaultProxy;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  proxy = await FaultProxy.before(postgres.url);
});
afterEach(async () => {
  await proxy.pass();
  await Promise.all(opened.splice(0).map((resource) => resource.close()));
  await proxy.close();
});

const keep = <T extends { close(): Promise<void> }>(resource: T): T => {
  opened.push(resource);
  return resource;
};
const openSession = (more: Partial<ConstructorParameters<typeof Session>[0]> = {}): Session =>
  keep(new Session({ connectionString: proxy.url, name: 'test session', timeouts, ...more }));
const openPool = (maxConnections: number): Pool =>
  keep(new Pool({ connectionString: proxy.url, name: 'test pool', timeouts, maxConnections }));
/** What came of it, and how long it took. */
const outcome = async (work: Promise<unknown>) => {
  const sinceMs = performance.now();
  const result = await work.then(
    () => 'done' as const,
    (error: unknown) => error,
  );
  return { result, tookMs: performance.now() - sinceMs };
};
const expectLostWithin = async (work: Promise<unknown>, ms: number): Promise<void> => {
  const { result, tookMs } = await outcome(work);
  expect(result).toBeInstanceOf(TransientError);
  expect(tookMs).toBeLessThan(ms + SLACK_MS);
};

describe('a session', () => {
  it('answers rows as arrays of texts, as Postgres writes them', async () => {
    const rows = await openSession().query({
      name: 'kinds',
      text: `SELECT 1, NULL, true, '{"a":1}'::jsonb, $1::bytea, $2::text[]`,
      values: [Buffer.of(0, 255), ['a', 'b,c']],
    });
    expect(rows).toEqual([['1', null, 't', '{"a": 1}', '\\x00ff', '{a,"b,c"}']]);
    expect(bytesIn(rows[0]?.[4])).toEqual(Buffer.of(0, 255));
  });

  it('has its name, its settings and a statement time-out on the server', async () => {
    const session = openSession({ settings: { ...PREPARED_PLANNING, search_path: 'reporting, public' } });
    const [row] = await session.query({
      text: `SELECT current_setting('application_name'), current_setting('enable_seqscan'), current_setting('plan_cache_mode'),
        current_setting('statement_timeout'), current_setting('search_path'), current_setting('tcp_keepalives_idle')`,
    });
    expect(row).toEqual(['test session', 'off', 'force_generic_plan', '500ms', 'reporting, public', '10']);
  });

  it('leaves what Postgres refuses as it is, and goes on', async () => {
    const session = openSession();
    await session.query({ text: 'CREATE TEMP TABLE t (id int CONSTRAINT t_key PRIMARY KEY)' });
    await session.query({ text: 'INSERT INTO t VALUES (1)' });
    const { result } = await outcome(session.query({ text: 'INSERT INTO t VALUES (1)' }));
    expect(isUniqueViolation(result, 't_key')).toBe(true);
    expect(session.session).toBe(1);
  });

  it('has a statement that is too slow ended by the server, and stays', async () => {
    const session = openSession();
    await expectLostWithin(session.query({ text: 'SELECT pg_sleep(5)' }), 690);
    await session.query(one);
    expect(session.session).toBe(1);
  });

  it('does not reuse a session that its hook refused, and the hook comes before every statement', async () => {
    const seen: string[] = [];
    const lost: unknown[] = [];
    const onConnect = async (query: Query): Promise<void> => {
      const [row] = await query({ text: "SELECT 'hook'" });
      seen.push(String(row?.[0]));
      if (seen.length === 1) throw new Error('another epoch');
    };
    const session = openSession({ onConnect, onLost: (error) => lost.push(error) });
    await session.query(one);
    expect(seen).toEqual(['hook', 'hook']);
    expect(lost).toEqual([new Error('another epoch')]);
    expect(session.session).toBe(1);
    proxy.cut();
    await session.read(one);
    expect([seen.length, session.session]).toEqual([3, 2]);
  });

  it('says why it cannot connect, and connects once it can', async () => {
    const session = openSession({ timeouts: { ...timeouts, connectMs: 300 } });
    proxy.freeze('new');
    const { result, tookMs } = await outcome(session.query(one));
    expect(result).toBeInstanceOf(TransientError);
    expect(result).not.toBeInstanceOf(ConnectionLost); // nothing was sent
    expect(tookMs).toBeLessThan(600 + SLACK_MS);
    await proxy.pass();
    await session.ready(5_000);
    await session.query(one);
  });

  it('comes back after the server was killed', async () => {
    const session = openSession();
    await session.query(one);
    await postgres.kill();
    await expectLostWithin(session.query(one), 1_500);
    await postgres.restart();
    await session.ready(5_000);
    await session.query(one);
    expect(session.session).toBe(2);
  });

  it('runs its statements as one transaction: all or none, and nothing in between', async () => {
    const session = openSession();
    await session.query({ text: 'CREATE TEMP TABLE t (id int PRIMARY KEY)' });
    const insert = (id: number) => ({ text: 'INSERT INTO t VALUES ($1)', values: [id] });
    const good = session.transaction([insert(1), { text: 'SELECT count(*) FROM t' }]);
    const bad = session.transaction([insert(2), insert(1), insert(3)]);
    const between = session.query(insert(4));
    expect(await good).toEqual([[], [['1']]]);
    expect(isUniqueViolation(await bad.catch((error: unknown) => error))).toBe(true);
    await between;
    expect(await session.query({ text: 'SELECT id FROM t ORDER BY 1' })).toEqual([['1'], ['4']]);
  });

  it('refuses a statement that was meant for a session that is gone', async () => {
    const session = openSession();
    await session.ready();
    const { session: first } = session;
    proxy.cut();
    await sleep(50);
    await session.ready(5_000);
    await expect(session.queryOn(first, one)).rejects.toBeInstanceOf(ConnectionLost);
    await expect(session.queryOn(session.session, one)).resolves.toEqual([['1']]);
  });

  it('is closed for good, with a reason that is worth trying elsewhere', async () => {
    const session = openSession();
    await session.query(one);
    await session.close();
    await expect(session.query(one)).rejects.toBeInstanceOf(TransientError);
  });
});

describe('X5: connections that a proxy froze, while new ones work', () => {
  it.each(['freeze', 'vanish', 'cut'] as const)('%s: a session costs its time-out and comes back', async (fault) => {
    const session = openSession();
    await session.query(one);
    fault === 'freeze' ? proxy.freeze('existing') : proxy[fault]();
    const waiting = [session.query(one), session.query(one), session.query(one)];
    await Promise.all(waiting.map((work) => expectLostWithin(work, timeouts.queryMs + 200)));
    await session.query(one);
    expect(session.session).toBe(2);
  });

  it('a frozen statement is reported as unknown: it may have been carried out', async () => {
    const session = openSession();
    await session.query(one);
    proxy.freeze('existing');
    await expect(session.query(one)).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('a session that is frozen does not keep its owner from stopping', async () => {
    const session = openSession();
    await session.query(one);
    proxy.freeze('existing');
    const { tookMs } = await outcome(session.close());
    expect(tookMs).toBeLessThan(1_300 + SLACK_MS);
  });

  it.each(['freeze', 'vanish', 'cut'] as const)(
    '%s: a pool loses what is frozen, once each, and the others go on',
    async (fault) => {
      const pool = openPool(4);
      await Promise.all([1, 2, 3].map(() => pool.query({ text: 'SELECT pg_sleep(0.05)' })));
      fault === 'freeze' ? proxy.freeze('existing') : proxy[fault]();
      // Three idle connections are bad, which the pool cannot know; one more can be made.
      const tries = await Promise.all(Array.from({ length: 8 }, () => outcome(pool.query(one))));
      const lost = tries.filter(({ result }) => result !== 'done');
      expect(lost.length).toBeLessThanOrEqual(3);
      for (const { result, tookMs } of tries) {
        if (result !== 'done') expect(result).toBeInstanceOf(TransientError);
        expect(tookMs).toBeLessThan(timeouts.queryMs + SLACK_MS);
      }
      const after = await Promise.all(Array.from({ length: 8 }, () => outcome(pool.query(one))));
      expect(after.map(({ result }) => result)).toEqual(Array(8).fill('done'));
      expect(Math.max(...after.map(({ tookMs }) => tookMs))).toBeLessThan(500 + SLACK_MS);
    },
  );

  it('a pool that is frozen as a whole answers everybody in time, and serves again afterwards', async () => {
    const pool = openPool(2);
    await Promise.all([pool.query({ text: 'SELECT pg_sleep(0.05)' }), pool.query(one)]);
    proxy.freeze();
    const tries = await Promise.all(Array.from({ length: 10 }, () => outcome(pool.query(one))));
    for (const { result, tookMs } of tries) {
      expect(result).toBeInstanceOf(TransientError);
      expect(tookMs).toBeLessThan(timeouts.queryMs + timeouts.connectMs + SLACK_MS);
    }
    await proxy.pass();
    await expect(pool.query(one)).resolves.toEqual([['1']]);
  });

  it('a transaction that is frozen costs its time-out and leaves nothing', async () => {
    const pool = openPool(1);
    await pool.query({ text: 'CREATE TABLE frozen (id int)' });
    const work = pool.transaction(async (query) => {
      await query({ text: 'INSERT INTO frozen VALUES (1)' });
      proxy.freeze('existing');
      await query(one);
    });
    await expectLostWithin(work, timeouts.queryMs + 300);
    proxy.cut();
    expect(await pool.query({ text: 'SELECT count(*) FROM frozen' })).toEqual([['0']]);
    await pool.query({ text: 'DROP TABLE frozen' });
  });

  it('a pool that is frozen does not keep its owner from stopping', async () => {
    const pool = openPool(3);
    await Promise.all([pool.query({ text: 'SELECT pg_sleep(0.05)' }), pool.query(one)]);
    proxy.freeze('existing');
    const { tookMs } = await outcome(pool.close());
    expect(tookMs).toBeLessThan(1_300 + SLACK_MS);
  });
});

describe('a transaction of a pool', () => {
  it('stands when the work is done, and is undone when it throws', async () => {
    const pool = openPool(2);
    await pool.query({ text: 'CREATE TABLE ledger (id int PRIMARY KEY)' });
    const insert = (id: number) => ({ text: 'INSERT INTO ledger VALUES ($1)', values: [id] });
    expect(await pool.transaction(async (query) => query(insert(1)).then(() => 'kept'))).toBe('kept');
    await expect(
      pool.transaction(async (query) => {
        await query(insert(2));
        throw new Error('changed our mind');
      }),
    ).rejects.toThrow('changed our mind');
    const clash = await pool.transaction((query) => query(insert(1))).catch((error: unknown) => error);
    expect(isUniqueViolation(clash, 'ledger_pkey')).toBe(true);
    expect(await pool.query({ text: 'SELECT id FROM ledger' })).toEqual([['1']]);
    await pool.query({ text: 'DROP TABLE ledger' });
  });
});
