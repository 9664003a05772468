import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import { TransientError } from '@tollgate/errors';
import pg from 'pg';
import { v7 } from 'uuid';
import { record } from '../append/record.js';
import { type CrashPoint, crashPoints } from '../crash-point.js';
import type { OrderLog } from '../order-log.js';
import { appended, idempotencyRecordOf, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { verify } from '../verify/verify.js';
import { GroupCommit } from './group-commit.js';
import { LogSession } from './log-session.js';
import { openOrderLog } from './postgres-order-log.js';

let postgres: TestPostgres;
let superuser: pg.Client;
const logs: OrderLog[] = [];

interface Opened {
  readonly log: OrderLog;
  readonly published: RecordedEvent[];
}

const open = async (service: string, isRelaying = false): Promise<Opened> => {
  const published: RecordedEvent[] = [];
  const publish = async (event: RecordedEvent) => void published.push(event);
  const log = await openOrderLog({ connectionString: postgres.urlFor(roleOf(service)), service, publish, isRelaying });
  logs.push(log);
  return { log, published };
};

const connectSuperuser = async (): Promise<void> => {
  superuser = new pg.Client({ connectionString: postgres.url });
  superuser.on('error', () => undefined);
  await superuser.connect();
};

beforeAll(async () => {
  postgres = await startLogDatabase();
  await connectSuperuser();
});
afterEach(() => Promise.all(logs.splice(0).map((log) => log.close())));
afterAll(async () => {
  await superuser?.end();
  await postgres?.stop();
});

/** A process of its own that places one order and prints when the bus took it; it dies at the named point. */
const placeAndCrash = async (order: string, point: CrashPoint): Promise<{ signal: string | null; output: string }> => {
  const program = `
    import { newEvent } from '@tollgate/contracts';
    import { noHash, openOrderLog } from '@tollgate/order-log';
    const publish = async () => console.log('published');
    const log = await openOrderLog({ connectionString: process.env.URL, service: 'gateway-ingress', publish });
    await log.append({ subject: { kind: 'order', id: process.env.ORDER }, merchant: 'mer_demo', mode: 'test', events: [newEvent('OrderPlaced', {})], expectedVersion: 0,
      previousHash: noHash, causation: process.env.ORDER, correlation: process.env.ORDER });
    console.log('answered');`;
  const env = { PATH: process.env.PATH, URL: postgres.urlFor('gateway_ingress'), ORDER: order, TOLLGATE_CRASH_AT: point };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const signal = await new Promise<string | null>((resolve) => {
    child.on('close', (_, by) => resolve(by));
  });
  return { signal, output };
};

const until = async (isSo: () => boolean | Promise<boolean>, withinMs = 60_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await isSo()); await sleep(50))
    if (Date.now() > end) throw new Error('it did not come about');
};

describe('a crash', () => {
  it('before the commit leaves nothing', async () => {
    const order = v7();
    expect(await placeAndCrash(order, crashPoints.appendBeforeCommit)).toEqual({ signal: 'SIGKILL', output: '' });
    expect(await (await open('fraud')).log.read(order)).toEqual([]);
  });

  it('I7: between commit and publication loses no event: the relay of another service publishes it, and only it', async () => {
    const bystander = await open('gateway-ingress');
    await appended(bystander.log, placement());
    const order = v7();
    expect(await placeAndCrash(order, crashPoints.appendAfterCommit)).toEqual({ signal: 'SIGKILL', output: '' });
    await appended(bystander.log, placement());
    await sleep(1_200); // the bystander notes how far its own events are published
    const relays = [await open('fraud', true), await open('authorization', true)];
    const relayed = () => relays.flatMap(({ published }) => published.map(({ header }) => header.subject.id));
    await until(() => relayed().includes(order));
    await sleep(1_500);
    expect(relayed()).toEqual([order]);
  });

  it('I7: loses no event after the relay of a service that ended: one that waited for the lease takes its place', async () => {
    const first = await open('fraud', true);
    await sleep(500);
    const next = await open('authorization', true);
    await sleep(2_500); // `next` looks at the lease several times, and does not get it
    await first.log.close();
    const order = v7();
    expect(await placeAndCrash(order, crashPoints.appendAfterCommit)).toEqual({ signal: 'SIGKILL', output: '' });
    await until(() => next.published.some(({ header }) => header.subject.id === order));
  });

  it('after publication repeats the event at worst', async () => {
    const order = v7();
    expect(await placeAndCrash(order, crashPoints.publishAfterAck)).toEqual({ signal: 'SIGKILL', output: 'published\n' });
    expect(await (await open('fraud')).log.read(order)).toHaveLength(1);
  });
});

describe('a lost connection', () => {
  it('I1: at the commit is no failure: each order is placed once and its caller learns it', async () => {
    const { log, published } = await open('gateway-ingress');
    const placements = Array.from({ length: 400 }, () =>
      placement({ idempotencyRecords: [idempotencyRecordOf()], orderKey: { customerId: 'c0ffee', wrapped: Buffer.from('k') } }),
    );
    const outcomes: string[] = [];
    const placing = placements.map(async (one, index) => {
      await sleep(index * 2);
      outcomes.push((await log.append(one)).outcome);
    });
    for (let round = 0; round < 12; round += 1) {
      await sleep(60);
      await superuser.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gateway-ingress order-log'",
      );
    }
    await Promise.all(placing);
    expect(new Set(outcomes)).toEqual(new Set(['appended']));
    expect(published).toHaveLength(400);
    const { rows } = await superuser.query('SELECT count(*) FROM order_log.events WHERE subject_id = ANY ($1)', [
      placements.map(({ subject }) => subject.id),
    ]);
    expect(rows).toEqual([{ count: '400' }]);
  });

  it('I1: with Postgres killed in mid-load, every order is answered once it is back, and none is lost or doubled', async () => {
    const { log } = await open('gateway-ingress');
    const placements = Array.from({ length: 300 }, () => placement());
    const placing = placements.map(async (one, index) => {
      await sleep(index * 3);
      return log.append(one);
    });
    await sleep(200);
    await postgres.kill();
    await sleep(300);
    await postgres.restart();
    await connectSuperuser();
    const results = await Promise.allSettled(placing);
    // Where recovery takes longer than a caller waits, what was not even sent is answered so, and is not in the log.
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(TransientError);
    const wanted = results.map(({ status }) => (status === 'fulfilled' ? 1 : 0));
    expect(wanted.filter((count) => count === 1).length).toBeGreaterThan(50);
    const reader = await open('fraud');
    const found = await Promise.all(placements.map(async ({ subject }) => (await reader.log.read(subject.id)).length));
    expect(found).toEqual(wanted);
    expect(await verify({ connectionString: postgres.url })).toMatchObject({ ok: true });
  });
});

describe('two replicas', () => {
  it('I16: that write about the same orders with the same keys in opposite order never deadlock', async () => {
    const replicas = [await open('gateway-ingress'), await open('gateway-ingress')];
    for (let round = 0; round < 10; round += 1) {
      const same = Array.from({ length: 40 }, () => placement({ idempotencyRecords: [idempotencyRecordOf()] }));
      const race = [same, [...same].reverse()].map((placements, index) =>
        placements.map((one) => {
          const idempotencyRecord = { ...idempotencyRecordOf(), key: one.idempotencyRecords?.[0]?.key ?? '' };
          return replicas[index]?.log.append({ ...one, causation: v7(), idempotencyRecords: [idempotencyRecord] });
        }),
      );
      const outcomes = (await Promise.all(race.flat())).map((result) => result?.outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(40);
      expect(outcomes.filter((outcome) => outcome === 'key_taken' || outcome === 'conflict')).toHaveLength(40);
    }
    const { rows } = await superuser.query('SELECT sum(deadlocks)::int AS deadlocks FROM pg_stat_database');
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });
});

describe('a bus that was away', () => {
  it('I7: gets what was committed meanwhile, and the process knows it then', async () => {
    let isAway = true;
    const published: string[] = [];
    const publish = async ({ header }: RecordedEvent) => {
      if (isAway) throw new Error('no bus');
      published.push(header.subject.id);
    };
    const connectionString = postgres.urlFor('fraud');
    const ingress = await open('gateway-ingress');
    const [cause] = await appended(ingress.log, placement());
    const log = await openOrderLog({ connectionString, service: 'fraud', publish, isRelaying: false });
    logs.push(log);
    await log.startStream(cause as RecordedEvent, [newEvent('FraudAssessed', { decision: 'accept' })]);
    expect(published).toEqual([]);
    isAway = false;
    const isMarked = async () => {
      const { rows } = await superuser.query(
        `SELECT FROM order_log.events e JOIN order_log.publisher p ON p.instance = e.appended_by
        WHERE e.subject_id = $1 AND e.stream = 'fraud' AND p.published_to >= e.position`,
        [cause?.header.subject.id],
      );
      return rows.length === 1;
    };
    await until(isMarked);
    expect(published).toEqual([cause?.header.subject.id]);
  });
});

describe('a bus that stays away', () => {
  it('I7: leaves what is not kept for it to the relay: its mark stays below, and another one begins', async () => {
    const session = new LogSession({ connectionString: postgres.urlFor('gateway_ingress'), name: 'test appends' });
    const commits = new GroupCommit([session]);
    const commit = () => {
      const request = placement();
      return commits.commit({ request, events: record(request, { service: 'gateway-ingress', clock: () => new Date() }) });
    };
    const { mark } = commits;
    const [left, kept] = [await commit(), await commit()];
    left.leaveToRelay();
    kept.settle();
    expect(mark.value).toBe(0n);
    expect(commits.mark.instance).not.toBe(mark.instance);
    (await commit()).settle();
    expect(commits.mark.value).toBeGreaterThan(0n);
    await session.close();
  });
});

describe('Postgres that stays away', () => {
  it('I16: is a fault for everybody who waits, soon, and is used again once it is back', async () => {
    const { log } = await open('gateway-ingress');
    await appended(log, placement());
    await postgres.kill();
    await sleep(300); // the lost connection is noticed: what would be sent before is an unknown, which is waited for longer
    const startedAt = performance.now();
    const results = await Promise.allSettled(Array.from({ length: 1_000 }, () => log.append(placement())));
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    for (const result of results) expect(result.status === 'rejected' && result.reason).toBeInstanceOf(TransientError);
    await expect(log.read(v7())).rejects.toBeInstanceOf(TransientError);
    await postgres.restart();
    await connectSuperuser();
    await until(async () => (await log.append(placement()).catch(() => undefined))?.outcome === 'appended');
  });
});
