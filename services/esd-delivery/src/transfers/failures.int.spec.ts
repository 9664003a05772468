import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually, freePort } from '@tollgate/testing';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const content = randomBytes(32 * mebibyte);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let one: Replica;
let two: Replica;
let film: PinnedFile;

beforeAll(async () => {
  stage = await TestStack.open();
  [one, two] = [await stage.startReplica(), await stage.startReplica()];
  film = await stage.sell('FILM', 'film.mp4', content);
});

afterAll(() => stage?.close());

describe('two replicas', () => {
  it('I10: count what each of them sent as one download', async () => {
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const half = content.length / 2;
    const first = await fetchWhole(one.port, path, { Range: `bytes=0-${half - 1}` });
    const second = await fetchWhole(two.port, path, { Range: `bytes=${half}-` });
    expect(Buffer.concat([first.body, second.body]).equals(content)).toBe(true);
    await stage.until(order, 'DownloadAccessClosed');
    for (const { port } of [one, two]) expect((await look(port, path)).status).toBe(410);
  });

  it('let 16 transfers of a file run in all', async () => {
    const { tokens } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const clients = await Promise.all(
      Array.from({ length: 16 }, (_, index) => RawClient.ask([one, two][index % 2]?.port ?? 0, path, part(index))),
    );
    await Promise.all(clients.map((client) => client.read(1)));
    for (const { port } of [one, two])
      expect(await fetchWhole(port, path)).toMatchObject({ status: 429, code: 'too_many_parallel' });
    for (const client of clients) client.reset();
  });

  it('I10: go on where the other one broke off', async () => {
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const client = await RawClient.ask(one.port, path);
    const start = await client.read(10 * mebibyte);
    await wait(600); // the kernel is asked four times a second at least, and what it was not asked about proves nothing
    client.close();
    const running = `SELECT FROM transfers t JOIN entitlements e ON e.id = t.entitlement_id WHERE e.order_id = '${order}' AND t.state = 'running'`;
    await eventually('its end is written', async () => (await stage.sql(one.service, running)).length === 0, 10_000);
    const rest = await fetchWhole(two.port, path, { Range: `bytes=${start.length}-` });
    expect(Buffer.concat([start, rest.body]).equals(content)).toBe(true);
    await stage.until(order, 'DownloadAccessClosed');
    expect((await look(one.port, path)).status).toBe(410);
  });
});

const part = (index: number) => ({ Range: `bytes=${index * 2 * mebibyte}-${(index + 1) * 2 * mebibyte - 1}` });

describe('the bus', () => {
  it('D6: being away gives nothing away twice: 410 from the second download on, and the log is told when it can be', async () => {
    const { nats } = stage.servers;
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    await nats.kill();
    try {
      expect((await fetchWhole(one.port, path)).body.equals(content)).toBe(true);
      for (const { port } of [one, two, one]) {
        expect(await fetchWhole(port, path)).toMatchObject({ status: 410, code: 'access_closed' });
        expect((await fetchWhole(port, path.replace('/file', ''))).status).toBe(410);
      }
    } finally {
      await nats.restart();
    }
    await stage.until(order, 'DownloadAccessClosed', 120_000);
    expect(await stage.typesOf(order)).toEqual([
      'DownloadsGranted',
      'DownloadStarted',
      'DownloadCompleted',
      'DownloadAccessClosed',
    ]);
  });
});

describe('the database', () => {
  it('I10: being away for ten seconds forgets no download that ended meanwhile', async () => {
    const { postgres } = stage.servers;
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const client = await RawClient.ask(one.port, path);
    await client.read(30 * mebibyte);
    await postgres.kill();
    expect((await client.read()).equals(content)).toBe(true);
    client.close();
    await wait(10_000);
    await postgres.restart();
    await stage.until(order, 'DownloadAccessClosed');
    expect((await look(one.port, path)).status).toBe(410);
  });
});

describe('a complete download that cannot be recorded', () => {
  it('D6: keeps no other one from the log', async () => {
    const { service } = one;
    await stage.sql(
      service,
      `INSERT INTO entitlements (id, order_id, entitlement_index, generation, size_bytes, covered_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 0, 1, 1, now() - INTERVAL '1 day' FROM generate_series(1, 20)`,
    );
    const { tokens, order } = await stage.buy([film]);
    await fetchWhole(one.port, `/d/${tokens[0]}/file`);
    await stage.until(order, 'DownloadAccessClosed');
    await stage.sql(
      service,
      `UPDATE entitlements SET recorded_at = NULL, covered_at = now() - INTERVAL '1 hour' WHERE order_id = '${order}'`,
    );
    const isRecorded = async () =>
      (
        await stage.sql<{ done: boolean }>(
          service,
          `SELECT recorded_at IS NOT NULL AS done FROM entitlements WHERE order_id = '${order}'`,
        )
      )[0]?.done;
    await eventually('it is recorded', async () => (await isRecorded()) === true, 40_000);
    await stage.sql(service, 'DELETE FROM entitlements WHERE covered_at IS NOT NULL AND recorded_at IS NULL');
  });
});

describe('the object store', () => {
  it('being away is a 503 that uses nothing up; grants go on, and so do downloads when it is back', async () => {
    const { minio } = stage.servers;
    await minio.kill();
    const { tokens, order } = await stage.buy([film]);
    expect(await fetchWhole(one.port, `/d/${tokens[0]}/file`)).toMatchObject({ status: 503, code: 'temporarily_unavailable' });
    expect((await fetchWhole(one.port, `/d/${tokens[0]}`)).status).toBe(200);
    await minio.restart();
    expect((await fetchWhole(one.port, `/d/${tokens[0]}/file`)).body.equals(content)).toBe(true);
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('dying in the middle of a download leaves it to be resumed', async () => {
    const { minio } = stage.servers;
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const client = await RawClient.ask(one.port, path);
    await client.read(mebibyte);
    await minio.kill();
    const start = await client.read();
    client.close();
    await minio.restart();
    expect(start.length).toBeLessThan(content.length);
    const rest = await fetchWhole(one.port, path, { Range: `bytes=${start.length}-` });
    expect(Buffer.concat([start, rest.body]).equals(content)).toBe(true);
    // A client that was behind when our connection ended got more than was seen: then the file is complete once it is fetched again.
    await fetchWhole(one.port, path);
    await stage.until(order, 'DownloadAccessClosed');
  });
});

describe('a crash', () => {
  /** A replica of its own process; answers how to reach it, and when it ended. */
  const startProcess = async (crashAt: string) => {
    const [port, health] = [await freePort(), await freePort()];
    const environment = {
      ...stage.environment,
      TOLLGATE_DOWNLOADS_PORT: String(port),
      TOLLGATE_HEALTH_PORT: String(health),
      TOLLGATE_CRASH_AT: crashAt,
    };
    const child = spawn(process.execPath, [main], { env: { ...process.env, ...environment }, stdio: 'ignore' });
    const ended = once(child, 'exit');
    for (let tries = 0; tries < 200; tries += 1) {
      const ready = await fetch(`http://127.0.0.1:${health}/health/ready`).catch(() => undefined);
      if (ready?.ok) break;
      await wait(50);
    }
    return { port, child, ended };
  };

  it('I10: after the last byte costs the customer nothing: he can fetch again', async () => {
    const { tokens, order } = await stage.buy([film]);
    const path = `/d/${tokens[0]}/file`;
    const { port, ended } = await startProcess('download:after-last-byte');
    expect((await fetchWhole(port, path)).body.equals(content)).toBe(true);
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await stage.typesOf(order)).not.toContain('DownloadCompleted');
    expect((await fetchWhole(one.port, path)).body.equals(content)).toBe(true);
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('I7: between the book and the log is made good by whoever is there', async () => {
    const { tokens, order } = await stage.buy([film]);
    const { port, ended } = await startProcess('append:before-commit:2'); // the first is DownloadStarted
    await fetchWhole(port, `/d/${tokens[0]}/file`);
    expect((await ended)[1]).toBe('SIGKILL');
    expect(await stage.typesOf(order)).toEqual(['DownloadsGranted', 'DownloadStarted']);
    await stage.until(order, 'DownloadAccessClosed');
    expect(await stage.typesOf(order)).toEqual([
      'DownloadsGranted',
      'DownloadStarted',
      'DownloadCompleted',
      'DownloadAccessClosed',
    ]);
  });
});

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
