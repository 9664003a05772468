import { setTimeout as sleep } from 'node:timers/promises';
import { TransientError } from '@tollgate/errors';
import { PROMPT_TIMEOUTS } from '@tollgate/postgres';
import { eventually, FaultProxy } from '@tollgate/testing';
import type { AppendRequest } from '../append/append-request.js';
import type { OrderLog } from '../order-log.js';
import { appended, placement } from '../testing/append-requests.js';
import { startLogDatabase, type TestPostgres } from '../testing/log-database.js';
import { openOrderLog } from './postgres-order-log.js';

let postgres: TestPostgres;
let proxy: FaultProxy;
let log: OrderLog;

const open = (connectionString: string) =>
  openOrderLog({ connectionString, service: 'gateway-ingress', publish: async () => undefined, timeouts: PROMPT_TIMEOUTS });
const idOf = ({ subject }: AppendRequest): string => subject.id;
const outcome = async (work: Promise<unknown>) => {
  const sinceMs = performance.now();
  const result = await work.catch((error: unknown) => error);
  return { result, tookMs: performance.now() - sinceMs };
};
/** How many events each of these orders has. */
const storedOf = async (requests: readonly AppendRequest[]): Promise<readonly number[]> =>
  Promise.all(requests.map(async (request) => (await log.read(idOf(request))).length));

beforeAll(async () => {
  postgres = await startLogDatabase();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  proxy = await FaultProxy.before(postgres.urlFor('gateway_ingress'));
  log = await open(proxy.url);
  await appended(log, placement());
});
afterEach(async () => {
  await proxy.pass();
  await log.close();
  await proxy.close();
});

describe('X5, I16: the log over a Postgres that is frozen', () => {
  it('refuses at once while no commit ends, stores nothing of what it refused, and has what was under way once', async () => {
    proxy.freeze();
    const underWay = [placement(), placement()];
    const first = underWay.map(async (request) => {
      await sleep(request === underWay[0] ? 0 : 50); // a batch each
      return outcome(log.append(request));
    });
    await sleep(200);
    const waiting = [placement(), placement()];
    const waited = await Promise.all(waiting.map((request) => outcome(log.append(request))));
    for (const { result, tookMs } of waited) {
      expect(result).toBeInstanceOf(TransientError);
      expect(tookMs).toBeLessThan(5_000);
    }
    await expect(log.assertReachable()).rejects.toBeInstanceOf(TransientError);
    const late = [placement(), placement(), placement()];
    for (const request of late) {
      const { result, tookMs } = await outcome(log.append(request));
      expect(result).toBeInstanceOf(TransientError);
      expect(tookMs).toBeLessThan(500);
    }
    await proxy.pass();
    await Promise.all(first);
    await eventually(
      'appends again',
      () => outcome(log.append(placement())).then(({ result }) => !(result instanceof Error)),
      5_000,
    );
    await log.assertReachable();
    expect(await storedOf(underWay)).toEqual([1, 1]);
    expect(await storedOf([...waiting, ...late])).toEqual([0, 0, 0, 0, 0]);
  });

  it('goes on over a new connection where the existing ones are frozen, and has each append once', async () => {
    proxy.freeze('existing');
    const requests = Array.from({ length: 6 }, () => placement());
    const results = await Promise.all(requests.map((request) => outcome(log.append(request))));
    for (const { tookMs } of results) expect(tookMs).toBeLessThan(PROMPT_TIMEOUTS.queryMs + 3_000);
    const stored = await storedOf(requests);
    results.forEach(({ result }, index) => {
      expect(stored[index]).toBe(result instanceof TransientError ? 0 : 1);
    });
    await appended(log, placement());
  });

  it('is reachable again by itself after the server was away while nobody appended', async () => {
    proxy.cut();
    proxy.refuse();
    await eventually('noticed', () => outcome(log.assertReachable()).then(({ result }) => result instanceof TransientError));
    await proxy.pass();
    await eventually('reachable', () => outcome(log.assertReachable()).then(({ result }) => result === undefined), 5_000);
    await appended(log, placement());
  });
});
