import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually, mountSmallDisk, type SmallDisk } from '@tollgate/testing';
import pg from 'pg';
import { answersHttp } from '../../scripts/servers/readiness.ts';
import { portOffsets, services } from '../../scripts/supervisor/table.ts';
import { someOrder } from '../load/orders.ts';
import { callApi } from '../load/place.ts';
import { type RunningStack, startStack } from '../stack.ts';
import { tollgate } from '../tollgate-cli.ts';

jest.setTimeout(600_000);

type Phase = 'before' | 'full' | 'after';

/** Answers in the order they came; status 0 is a connection that broke. */
interface Answered {
  readonly phase: Phase;
  readonly status: number;
  readonly code: string | undefined;
}

/** So many orders in a row, of six sellers, are no chance. */
const STEADY = 60;
const SERVES_WITHIN_MS = 45_000;

/** Six merchants who place one order after the other, while the disk is filled and freed. */
const sellThroughAFullDisk = async (stack: RunningStack, disk: SmallDisk, whileFull: () => Promise<void>) => {
  const answers: Answered[] = [];
  let phase: Phase = 'before';
  let isOver = false;
  const demo = stack.demo();
  const sell = async (): Promise<void> => {
    while (!isOver) {
      const asked = phase;
      const headers = { 'idempotency-key': randomUUID() };
      const call = callApi(demo, { method: 'POST', path: '/v1/orders', body: someOrder(), headers });
      const { status, body } = await call.catch(() => ({ status: 0, body: undefined }));
      // What was under way as the disk filled up, or became free, belongs to neither.
      answers.push({ phase: asked === phase ? asked : 'full', status, code: body?.code });
      await sleep(status === 201 ? 20 : 200);
    }
  };
  const sellers = Array.from({ length: 6 }, sell);
  try {
    await sleep(3_000);
    phase = 'full';
    disk.fill();
    await sleep(10_000);
    await whileFull();
    disk.free();
    const freed = answers.length;
    // nats-server is looked at every 5 s, and started again; PostgreSQL recovers; what waited comes first.
    const isServed = () => answers.length > freed + STEADY && answers.slice(-STEADY).every(({ status }) => status === 201);
    await eventually('orders to be taken again, one after the other', isServed, SERVES_WITHIN_MS);
    phase = 'after';
    await sleep(5_000);
  } finally {
    disk.free();
    isOver = true;
    await Promise.all(sellers);
  }
  return answers;
};

const statusesOf = (answers: readonly Answered[], phase: Phase): readonly number[] =>
  [...new Set(answers.filter((answer) => answer.phase === phase).map(({ status }) => status))].sort();

const passes = (stack: RunningStack, command: string): boolean => {
  try {
    return tollgate(stack.dataDir, command) !== '';
  } catch {
    return false;
  }
};

/** Every order that was taken has come to its end, and the books agree. */
const allIsWell = async (stack: RunningStack): Promise<void> => {
  await eventually('a clean audit', () => passes(stack, 'audit'), 60_000);
  expect(passes(stack, 'verify')).toBe(true);
};

const servicePids = (stack: RunningStack) => services.map((name) => stack.demo().pids[name]);

const healthUrl = ({ portBase }: RunningStack, name: (typeof services)[number]): string =>
  `http://127.0.0.1:${portBase + portOffsets[name]}/health`;

const ready = async (stack: RunningStack, name: (typeof services)[number]) => {
  const answer = await fetch(`${healthUrl(stack, name)}/ready`);
  return { status: answer.status, parts: ((await answer.json()) as { parts: object }).parts };
};

/** Writes into PostgreSQL's log until that wants a new file of 16 MiB: where there is no room for it, the server panics.
 *  Answers what the connection says then. */
const fillTheLog = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let mebibytes = 0; mebibytes < 200; mebibytes += 1)
      await client.query("SELECT pg_logical_emit_message(true, 'test', repeat('x', 1048576))");
    return 'all was written';
  } catch (error) {
    const { severity, message } = error as pg.DatabaseError;
    return `${severity}: ${message}`;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const call = async (stack: RunningStack, method: string, path: string, body?: unknown) =>
  callApi(stack.demo(), {
    method,
    path,
    body,
    headers: { 'idempotency-key': randomUUID(), ...(Buffer.isBuffer(body) && { 'content-type': 'application/octet-stream' }) },
  });

const ordersBefore = async (stack: RunningStack) => {
  const place = async (type: 'sale' | 'preauth'): Promise<string> =>
    (await call(stack, 'POST', '/v1/orders', JSON.parse(someOrder({ type })))).body.id;
  return { sale: await place('sale'), held: await place('preauth'), other: await place('preauth') };
};

/** One call of each kind. What fits into a page that has room may still be kept: then it is kept, and answered so. */
const oneOfEach = ({ sale, held, other }: Awaited<ReturnType<typeof ordersBefore>>) =>
  [
    ['GET', '/v1/orders'],
    ['GET', `/v1/orders/${sale}`],
    ['GET', `/v1/orders/${sale}/events`],
    ['POST', '/v1/orders', JSON.parse(someOrder())],
    ['POST', `/v1/orders/${held}/captures`, {}],
    ['POST', `/v1/orders/${other}/void`, {}],
    ['POST', `/v1/orders/${sale}/refunds`, {}],
    ['PUT', '/v1/settings/receipt', { shopName: 'Another', supportEmail: 'a@shop.example', supportUrl: '', language: 'en' }],
    ['PUT', '/v1/goods/SONG-1', { kind: 'digital', description: 'A song' }],
    ['PUT', '/v1/goods/EBOOK-1/files/book.epub', Buffer.alloc(300_000, 'x')],
  ] as const;

describe('X2, I16, I17: a full disk under the data folder', () => {
  let disk: SmallDisk;
  let stack: RunningStack;
  beforeAll(async () => {
    disk = mountSmallDisk(400);
    stack = await startStack({ dataDir: join(disk.path, 'data') });
  });
  afterAll(async () => {
    await stack?.stop();
    disk?.remove();
  });

  it('refuses orders with 503, is named by readiness, ends no service, and is over once there is room', async () => {
    const pids = servicePids(stack);
    const orders = await ordersBefore(stack);
    const answers = await sellThroughAFullDisk(stack, disk, async () => {
      for (const name of services)
        expect([name, await ready(stack, name)]).toMatchObject([
          name,
          { status: 503, parts: { room_on_the_database_disk: false } },
        ]);
      for (const [method, path, body] of oneOfEach(orders)) {
        const { status } = await call(stack, method, path, body);
        expect([path, method === 'GET' ? [200] : [200, 201, 202, 503]]).toEqual([path, expect.arrayContaining([status])]);
      }
    });
    expect(statusesOf(answers, 'before')).toEqual([201]);
    // 201 and 202: what was under way as it filled up. Nothing is a 500, and nobody finds the API gone.
    expect([201, 202, 503]).toEqual(expect.arrayContaining([...statusesOf(answers, 'full')]));
    const refused = answers.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(50);
    expect([...new Set(refused.map(({ code }) => code))]).toEqual(['temporarily_unavailable']);
    expect(statusesOf(answers, 'after')).toEqual([201]);
    expect(servicePids(stack)).toEqual(pids);
    for (const name of services) expect([name, (await ready(stack, name)).status]).toEqual([name, 200]);
    await allIsWell(stack);
  });

  it('is over by itself also after it ended PostgreSQL, and a service that was killed meanwhile', async () => {
    const { pids, postgresUrl } = stack.demo();
    const answers = await sellThroughAFullDisk(stack, disk, async () => {
      stack.kill('fraud');
      await eventually('the next life of fraud', () => answersHttp(`${healthUrl(stack, 'fraud')}/live`));
      expect(await fillTheLog(postgresUrl)).toMatch(/^PANIC: .*No space left on device/);
    });
    expect([0, 201, 202, 503]).toEqual(expect.arrayContaining([...statusesOf(answers, 'full')]));
    expect(statusesOf(answers, 'after')).toEqual([201]);
    expect(stack.demo().pids.fraud).not.toBe(pids.fraud);
    for (const name of services) expect([name, (await ready(stack, name)).status]).toEqual([name, 200]);
    await allIsWell(stack);
  });
});

describe('B3, I17: a full disk under the bus alone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-stack-'));
  let disk: SmallDisk;
  let stack: RunningStack;
  beforeAll(async () => {
    disk = mountSmallDisk(64);
    chmodSync(dataDir, 0o755); // PostgreSQL's own user has to walk through it
    symlinkSync(disk.path, join(dataDir, 'nats'));
    stack = await startStack({ dataDir });
  });
  afterAll(async () => {
    await stack?.stop();
    disk?.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('every order that was taken meanwhile comes to its end once there is room, its links and receipt with it', async () => {
    const former = stack.demo().pids.nats;
    const answers = await sellThroughAFullDisk(stack, disk, async () => {
      expect(await ready(stack, 'gateway-ingress')).toMatchObject({ status: 503, parts: { room_on_the_bus: false } });
      expect((await call(stack, 'POST', '/v1/orders', JSON.parse(someOrder()))).status).toBe(503);
    });
    expect(statusesOf(answers, 'before')).toEqual([201]);
    expect([201, 202, 503]).toEqual(expect.arrayContaining([...statusesOf(answers, 'full')]));
    expect(statusesOf(answers, 'after')).toEqual([201]);
    expect(stack.demo().pids.nats).not.toBe(former);
    await allIsWell(stack);
  });
});
