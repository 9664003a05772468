import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { OrderLog } from '../order-log.js';
import { appended, placement } from '../testing/append-requests.js';
import { roleOf, startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { openOrderLog } from './postgres-order-log.js';

const GATHER_MS = 150;
const service = 'gateway-ingress';

let postgres: TestPostgres;
let superuser: pg.Client;
const logs: OrderLog[] = [];

const open = async (): Promise<OrderLog> => {
  const connectionString = postgres.urlFor(roleOf(service));
  const publish = async () => undefined;
  const log = await openOrderLog({ connectionString, service, publish, isRelaying: false, gatherMs: GATHER_MS });
  logs.push(log);
  return log;
};

/** How many transactions the orders' events came in. */
const commitsOf = async (orders: readonly string[]): Promise<number> => {
  const text = 'SELECT count(DISTINCT xid::text)::int AS commits FROM order_log.events WHERE subject_id = ANY ($1::uuid[])';
  const { rows } = await superuser.query<{ commits: number }>(text, [orders]);
  return rows[0]?.commits ?? 0;
};

beforeAll(async () => {
  postgres = await startLogDatabase();
  superuser = new pg.Client({ connectionString: postgres.url });
  await superuser.connect();
});
afterEach(() => Promise.all(logs.splice(0).map((log) => log.close())));
afterAll(async () => {
  await superuser?.end();
  await postgres?.stop();
});

describe('a log of a service that hardly anybody waits for', () => {
  it('commits together what is appended within the time it gathers', async () => {
    const log = await open();
    const requests = [placement(), placement(), placement()];
    const appending = [];
    for (const request of requests) {
      appending.push(appended(log, request));
      await sleep(GATHER_MS / 10);
    }
    await Promise.all(appending);
    expect(await commitsOf(requests.map(({ subject }) => subject.id))).toBe(1);
  });

  it('commits what comes later with a later batch', async () => {
    const log = await open();
    const [first, second] = [placement(), placement()];
    await appended(log, first);
    await appended(log, second);
    expect(await commitsOf([first.subject.id, second.subject.id])).toBe(2);
  });

  it('loses nothing of it when it is closed meanwhile', async () => {
    const log = await open();
    const request = placement();
    const appending = appended(log, request);
    await log.close();
    expect(await appending).toHaveLength(1);
    expect(await commitsOf([request.subject.id])).toBe(1);
  });

  it('writes all that comes while every session is busy', async () => {
    const log = await open();
    const requests = Array.from({ length: 1_000 }, () => placement());
    const appending = requests.map(async (request, index) => {
      await sleep(index % 400);
      return appended(log, request);
    });
    expect((await Promise.all(appending)).flat()).toHaveLength(1_000);
    expect(await commitsOf(requests.map(({ subject }) => subject.id))).toBeLessThan(20);
  });
});
