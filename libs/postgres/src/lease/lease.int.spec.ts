import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, TransientError } from '@tollgate/errors';
import { FaultProxy, startPostgres, type TestPostgres } from '@tollgate/testing';
import { Session } from '../connection/session.js';

import { KeyedLease } from './keyed-lease.js';
import { Lease, type LeaseOptions } from './lease.js';
import { lockKey } from './lock-key.js';

const DEADLINE_MS = 1_200;
/** For a machine that stands still for a moment; what has no deadline takes for ever, or 12 s. */
const SLACK_MS = 3_000;
let postgres: TestPostgres;
let observer: Session;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  postgres = await startPostgres({ withOrderLog: false });
  observer = new Session({ connectionString: postgres.url, name: 'observer' });
});
afterAll(async () => {
  await observer.close();
  await postgres.stop();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((resource) => resource.close()));
});

const keep = <T extends { close(): Promise<void> }>(resource: T): T => {
  opened.push(resource);
  return resource;
};
const open = (more: Partial<LeaseOptions> = {}): Lease =>
  keep(Lease.open({ connectionString: postgres.url, name: 'test.leader', deadlineMs: DEADLINE_MS, retryMs: 50, ...more }));
const openKeyed = (connectionString = postgres.url): KeyedLease =>
  keep(KeyedLease.open({ connectionString, name: 'test.mail', deadlineMs: DEADLINE_MS }));
const proxied = async (): Promise<FaultProxy> => keep(await FaultProxy.before(postgres.url));
const lockCount = async (): Promise<number> =>
  Number((await observer.query({ text: "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'" }))[0]?.[0]);
const until = async (condition: () => boolean, withinMs = 4_000): Promise<number> => {
  const sinceMs = performance.now();
  while (!condition() && performance.now() - sinceMs < withinMs) await sleep(5);
  expect(condition()).toBe(true);
  return performance.now() - sinceMs;
};

describe('a leader', () => {
  it('is one of several replicas, and another one once it goes', async () => {
    const replicas = [open(), open(), open()];
    await until(() => replicas.some(({ isHeld }) => isHeld));
    await sleep(200);
    const leaders = replicas.filter(({ isHeld }) => isHeld);
    expect(leaders).toHaveLength(1);
    await leaders[0]?.close();
    expect(leaders[0]?.isHeld).toBe(false);
    await until(() => replicas.filter(({ isHeld }) => isHeld).length === 1, 500);
    expect(await lockCount()).toBe(1);
  });

  it('stays one for many deadlines', async () => {
    const told: string[] = [];
    const lease = open({ onGained: (slot) => told.push(`gained ${slot}`), onLost: () => told.push('lost') });
    await lease.held(5_000);
    for (let i = 0; i < 30; i += 1) {
      await sleep(DEADLINE_MS / 8);
      expect(lease.isHeld).toBe(true);
    }
    expect(told).toEqual(['gained 1']);
  });

  it('says so when it is not to be had in time', async () => {
    await open().held(5_000);
    await expect(open().held(200)).rejects.toBeInstanceOf(TransientError);
  });

  it('of another name is another one', async () => {
    await open().held(5_000);
    await expect(open({ name: 'test.other' }).held(5_000)).resolves.toBe(1);
  });

  it('whose process was killed is followed at once', async () => {
    const script = `const pg = require('pg'); const c = new pg.Client({ connectionString: process.argv[1] });
      c.connect()
        .then(() => c.query('SELECT pg_advisory_lock(' + process.argv[2] + ')'))
        .then(() => { console.log('held'); setInterval(() => 0, 1000); });`;
    const child = spawn(process.execPath, ['-e', script, postgres.url, lockKey('test.leader', '1')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const lease = open();
    await sleep(200);
    expect(lease.isHeld).toBe(false);
    child.kill('SIGKILL');
    expect(await until(() => lease.isHeld)).toBeLessThan(DEADLINE_MS);
  });

  it('X5: that is frozen knows that it is none before another one is, within the deadline', async () => {
    const proxy = await proxied();
    const told: string[] = [];
    const first = open({ connectionString: proxy.url, onLost: () => told.push('first lost') });
    await first.held(5_000);
    const second = open({ onGained: () => told.push(`second gained, first ${first.isHeld ? 'held' : 'lost'} it`) });
    await sleep(100);
    proxy.freeze(); // or the first would get it again as soon as the second
    const lostAfterMs = await until(() => !first.isHeld);
    const gainedAfterMs = lostAfterMs + (await until(() => second.isHeld));
    expect(told).toEqual(['first lost', 'second gained, first lost it']);
    expect(lostAfterMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
    expect(gainedAfterMs).toBeLessThan(DEADLINE_MS + SLACK_MS);
    await proxy.pass();
    await sleep(300);
    expect([first.isHeld, second.isHeld]).toEqual([false, true]);
    await second.close();
    await first.held(5_000);
  });

  it('X5: whose connection was reset towards the server alone is followed at once, and knows it within the deadline', async () => {
    const proxy = await proxied();
    const first = open({ connectionString: proxy.url });
    await first.held(5_000);
    const second = open();
    await sleep(100);
    proxy.vanish();
    expect(await until(() => second.isHeld)).toBeLessThan(DEADLINE_MS);
    expect(await until(() => !first.isHeld)).toBeLessThan(DEADLINE_MS + SLACK_MS);
    await sleep(300);
    expect([first.isHeld, second.isHeld]).toEqual([false, true]);
  });

  it('whose machine was suspended, so that no time went by for it, knows that it is none as soon as it is asked', async () => {
    let suspendedMs = 0;
    const clock = { now: () => new Date(systemClock.now().getTime() + suspendedMs) };
    const told: string[] = [];
    const lease = open({ clock, onLost: () => told.push('lost') });
    await lease.held(5_000);
    suspendedMs = DEADLINE_MS;
    expect(lease.isHeld).toBe(false);
    expect(told).toEqual(['lost']);
    await lease.held(5_000);
  });

  it('whose connection was cut gets it again, or another one does, but one alone', async () => {
    const proxy = await proxied();
    const told: string[] = []; // rather than looked for: it may be held again within a millisecond
    const replicas = [1, 2].map(() => open({ connectionString: proxy.url, onLost: () => told.push('lost') }));
    await until(() => replicas.some(({ isHeld }) => isHeld));
    for (let round = 0; round < 5; round += 1) {
      const before = told.length;
      proxy.cut();
      await until(() => told.length > before);
      await until(() => replicas.some(({ isHeld }) => isHeld));
      await sleep(60);
      expect(replicas.filter(({ isHeld }) => isHeld)).toHaveLength(1);
      expect(await lockCount()).toBe(1);
    }
  });

  it('is none while the server is away, and one again afterwards', async () => {
    const lease = open();
    await lease.held(5_000);
    await postgres.kill();
    await until(() => !lease.isHeld);
    await postgres.restart();
    await lease.held(5_000);
  });
});

describe('a slot', () => {
  it('is held by one replica each, and one lock alone by each replica', async () => {
    const replicas = Array.from({ length: 5 }, () => open({ slots: 999 }));
    const slots = await Promise.all(replicas.map((replica) => replica.held(2_000)));
    expect([...slots].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await lockCount()).toBe(5);
  });

  it('is kept over a lost connection where it can be, and free again when its replica goes', async () => {
    const proxy = await proxied();
    const first = open({ slots: 3 });
    await first.held(5_000);
    const told: string[] = [];
    const second = open({ slots: 3, connectionString: proxy.url, onLost: () => told.push('lost') });
    expect(await second.held(5_000)).toBe(2);
    await first.close();
    proxy.cut();
    await until(() => told.length === 1);
    expect(await second.held(5_000)).toBe(2);
    expect(await open({ slots: 3 }).held(5_000)).toBe(1);
  });

  it('is not to be had when all are taken', async () => {
    await Promise.all([1, 2].map(() => open({ slots: 2 }).held(5_000)));
    await expect(open({ slots: 2 }).held(200)).rejects.toThrow('the lease test.leader is not to be had');
  });
});

describe('work on a key', () => {
  const result = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

  it('is done by one replica at a time, and once in each replica', async () => {
    const [one, other] = [openKeyed(), openKeyed()];
    const end = Promise.withResolvers<string>();
    const first = one.hold('order-1', () => end.promise);
    await sleep(100);
    expect(await result(other.hold('order-1', async () => 'second'))).toBeInstanceOf(TransientError);
    expect(await result(one.hold('order-1', async () => 'second'))).toBeInstanceOf(TransientError);
    expect(await other.hold('order-2', async () => 'another order')).toBe('another order');
    end.resolve('first');
    expect(await first).toBe('first');
    expect(await one.hold('order-1', async () => 'again, without asking the server')).toBe('again, without asking the server');
    await sleep(150);
    expect(await other.hold('order-1', async () => 'by the other')).toBe('by the other');
  });

  it('leaves no lock, also when it throws', async () => {
    const lease = openKeyed();
    await Promise.all(Array.from({ length: 50 }, (_, n) => result(lease.hold(`k${n}`, () => Promise.reject(new Error('no'))))));
    await sleep(200);
    expect(await lockCount()).toBe(0);
    await expect(lease.hold('k', () => Promise.reject(new Error('the mail server says no')))).rejects.toThrow(
      'the mail server says no',
    );
  });

  it('never runs twice at once, by three replicas that compete for few keys', async () => {
    const replicas = [openKeyed(), openKeyed(), openKeyed()];
    const busy = new Set<string>();
    let done = 0;
    const work = async (key: string): Promise<void> => {
      expect(busy.has(key)).toBe(false);
      busy.add(key);
      await sleep(1 + (done % 3));
      busy.delete(key);
      done += 1;
    };
    await Promise.all(
      replicas.flatMap((replica) =>
        [1, 2, 3, 4].map(async (key) => {
          for (let i = 0; i < 40; i += 1)
            await replica
              .hold(`k${key}`, () => work(`k${key}`))
              .catch((error: Error) => {
                if (!(error instanceof TransientError)) throw error;
              });
        }),
      ),
    );
    expect(done).toBeGreaterThan(40);
  });

  it('X5: of a replica that is frozen is told to stop, and done by another one within the deadline', async () => {
    const proxy = await proxied();
    const [frozen, other] = [openKeyed(proxy.url), openKeyed()];
    const told = Promise.withResolvers<number>();
    const sinceMs = { freeze: 0 };
    const first = frozen.hold('order-1', (signal, isHeld) => {
      expect(isHeld()).toBe(true);
      signal.addEventListener('abort', () => {
        expect(isHeld()).toBe(false);
        told.resolve(performance.now());
      });
      sinceMs.freeze = performance.now();
      proxy.freeze('existing');
      return told.promise;
    });
    const toldMs = await first;
    expect(toldMs - sinceMs.freeze).toBeLessThan(DEADLINE_MS + SLACK_MS);
    let takenMs = 0;
    while (takenMs === 0 && performance.now() - sinceMs.freeze < DEADLINE_MS + SLACK_MS) {
      await result(other.hold('order-1', async () => (takenMs = performance.now())));
      await sleep(20);
    }
    expect(takenMs).toBeGreaterThan(toldMs);
    expect(takenMs - sinceMs.freeze).toBeLessThan(DEADLINE_MS + SLACK_MS);
  });

  it('is refused with a TransientError while the server cannot be reached', async () => {
    const proxy = await proxied();
    const lease = openKeyed(proxy.url);
    await lease.hold('a', async () => undefined);
    proxy.cut();
    proxy.freeze('new');
    expect(await result(lease.hold('b', async () => 'done'))).toBeInstanceOf(TransientError);
    proxy.cut();
    await proxy.pass();
    let answer: unknown;
    for (let i = 0; i < 20 && answer !== 'done'; i += 1) {
      answer = await result(lease.hold('a', async () => 'done'));
      await sleep(50);
    }
    expect(answer).toBe('done');
  });
});
