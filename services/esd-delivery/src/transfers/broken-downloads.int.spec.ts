import { randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Purchase, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const content = randomBytes(64 * mebibyte);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let replica: Replica;
/** Waits for clients as any other does, only not as long. */
let impatient: Replica;
const sold = new Map<number, PinnedFile>();

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  impatient = await stage.startReplica({ times: { stallMs: 3_000, silenceMs: 6_000, probeMs: 1_000, lookAgainMs: 500 } });
});

afterAll(() => stage?.close());

/** A file of so many bytes, sold once. */
const buy = async (sizeBytes: number): Promise<Purchase & { path: string }> => {
  const file = sold.get(sizeBytes) ?? (await stage.sell(`F-${sizeBytes}`, 'film.mp4', content.subarray(0, sizeBytes)));
  sold.set(sizeBytes, file);
  const purchase = await stage.buy([file]);
  return { ...purchase, path: `/d/${purchase.tokens[0]}/file` };
};
const get = (path: string, range?: string) =>
  fetchWhole(replica.port, path, range === undefined ? {} : { Range: `bytes=${range}` });
const ask = (path: string, range?: string, { port } = replica) =>
  RawClient.ask(port, path, range === undefined ? {} : { Range: `bytes=${range}` });
/** What a further request is told, once the service had time to make up its mind. */
const statusLater = async (path: string): Promise<number> => {
  await wait(1_000);
  return (await look(replica.port, path)).status;
};
const isGone = (path: string) => eventually('access to be closed', async () => (await statusLater(path)) === 410);
/** Reads so many bytes at that pace, as a slow line would. */
const readSlowly = async (client: RawClient, bytes: number, bytesPerSecond: number): Promise<Buffer> => {
  const started = performance.now();
  for (let wanted = 0; wanted < bytes; ) {
    wanted = Math.min(bytes, Math.ceil(((performance.now() - started) / 1_000) * bytesPerSecond) + 1);
    await client.read(wanted);
    await wait(20);
  }
  return client.read(bytes);
};

describe('a broken download', () => {
  it.each([
    [1, 300],
    [1, 50],
    [1, 5],
    [8, 200],
    [64, 400],
  ])(
    'D1: of %d MiB of which nothing was read is not complete by its second half, for one reset after %d ms',
    async (size, ms) => {
      const sizeBytes = size * mebibyte;
      const { path } = await buy(sizeBytes);
      const unread = await ask(path);
      await wait(ms);
      unread.reset();
      await wait(300);
      expect((await get(path, `${sizeBytes / 2}-`)).status).toBe(206);
      expect(await statusLater(path)).toBe(200);
      expect((await get(path, `0-${sizeBytes / 2 - 1}`)).status).toBe(206);
      await isGone(path);
    },
  );

  it('D2: that a slow client gave up proves nothing of the halves that are fetched after it', async () => {
    const { path } = await buy(8 * mebibyte);
    const slow = await ask(path);
    await readSlowly(slow, 20_000, 40_000);
    slow.close();
    expect((await get(path, '4194304-')).status).toBe(206);
    expect((await get(path, '0-4194303')).status).toBe(206);
    await isGone(path);
  });

  it('D1: is complete by whoever goes on where it broke, from the byte that arrived last', async () => {
    const { path } = await buy(8 * mebibyte);
    const first = await ask(path);
    const start = await readSlowly(first, 3 * mebibyte, 6 * mebibyte);
    first.reset();
    const rest = await get(path, `${start.length}-`);
    expect(Buffer.concat([start, rest.body]).equals(content.subarray(0, 8 * mebibyte))).toBe(true);
    await isGone(path);
  });

  it('D1: is not complete by whoever goes on while another of its transfers runs', async () => {
    const { path } = await buy(8 * mebibyte);
    const first = await ask(path);
    const start = await readSlowly(first, 3 * mebibyte, 6 * mebibyte);
    const other = await ask(path);
    await other.read(1);
    first.reset();
    await get(path, `${start.length}-`);
    other.reset();
    expect(await statusLater(path)).toBe(200);
  });

  it('is complete once its client, which has all of it, asks whether there is more: wget -c, curl -C -', async () => {
    const { path } = await buy(8 * mebibyte);
    const client = await ask(path);
    await readSlowly(client, 8 * mebibyte, 32 * mebibyte);
    await wait(300);
    client.reset();
    expect(await statusLater(path)).toBe(200);
    expect(await get(path, `${8 * mebibyte}-`)).toMatchObject({ status: 416, code: 'range_not_satisfiable' });
    await isGone(path);
  });

  it('is not complete for one that asks at its end and never had it', async () => {
    const { path } = await buy(8 * mebibyte);
    const client = await ask(path);
    await client.read(1_000);
    await wait(100);
    client.reset();
    await get(path, `${8 * mebibyte}-`);
    expect(await statusLater(path)).toBe(200);
  });
});

describe('a slow download', () => {
  it.each([
    [8, 2_000_000],
    [1, 400_000],
  ])('D5: of %d MiB at %d bytes a second is one complete download', async (size, pace) => {
    const sizeBytes = size * mebibyte;
    const { path } = await buy(sizeBytes);
    const client = await ask(path, undefined, impatient);
    expect((await readSlowly(client, sizeBytes, pace)).equals(content.subarray(0, sizeBytes))).toBe(true);
    client.close();
    await isGone(path);
  });
});

describe('a client that takes nothing any more', () => {
  const nothingRuns = () =>
    eventually(
      'nothing runs',
      async () => (await stage.sql(impatient.service, `SELECT FROM transfers WHERE state = 'running'`)).length === 0,
      20_000,
    );

  it('I10: finds its link open when it is back, whatever of the file lay in its buffers or in ours: iOS in a tunnel', async () => {
    const phones = await Promise.all(
      [2, 6, 8].map(async (size) => {
        const { path, order } = await buy(size * mebibyte);
        const client = await ask(path, `0-${size * mebibyte - 1}`, impatient);
        await client.read(1);
        return { client, path, order };
      }),
    );
    const stalled = `SELECT FROM transfers WHERE state <> 'running' AND sent_to = end_byte AND acknowledged_to < end_byte`;
    await eventually(
      'all of a file was sent, not all of it acknowledged, and nothing moved',
      async () => (await stage.sql(impatient.service, stalled)).length > 0,
      20_000,
    );
    await nothingRuns();
    await stage.sql(impatient.service, `UPDATE transfers SET seen_at = now() - INTERVAL '61 seconds'`);
    await wait(1_500);
    for (const { path, order, client } of phones) {
      expect([(await look(replica.port, path)).status, await stage.typesOf(order)]).toEqual([
        200,
        ['DownloadsGranted', 'DownloadStarted'],
      ]);
      client.reset();
    }
  });

  it('D1: proves nothing of what lay in our buffers when it goes on behind it', async () => {
    const { path, order } = await buy(8 * mebibyte);
    const frozen = await ask(path, undefined, impatient);
    await frozen.read(1);
    await nothingRuns();
    const [end] = await stage.sql<{ sentTo: string; acknowledgedTo: string }>(
      impatient.service,
      `SELECT sent_to AS "sentTo", acknowledged_to AS "acknowledgedTo" FROM transfers t
       JOIN entitlements e ON e.id = t.entitlement_id WHERE e.order_id = '${order}'`,
    );
    const startByte = Number(end?.sentTo) - 1_000;
    expect(Number(end?.acknowledgedTo)).toBeLessThan(startByte);
    expect((await get(path, `${startByte}-`)).status).toBe(206);
    expect(await statusLater(path)).toBe(200);
  });

  it('holds no connection for a single byte', async () => {
    const { path } = await buy(8 * mebibyte);
    const probe = await ask(path, '0-0', impatient);
    expect((await probe.read()).length).toBe(1);
    const askedMs = performance.now();
    await probe.ended();
    expect(performance.now() - askedMs).toBeLessThan(10_000);
  });
});

describe('many copies at once', () => {
  it('D4: are three whole ones at most; the others are told to come again, and then that the file was taken', async () => {
    const { path } = await buy(64 * mebibyte);
    const clients = await Promise.all(Array.from({ length: 16 }, () => ask(path)));
    await Promise.all(clients.map((client) => client.read(1)));
    const begun = clients.filter(({ status }) => status === 200);
    const refused = clients.filter(({ status }) => status === 429);
    expect([begun.length, refused.length]).toEqual([3, 13]);
    for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeLessThanOrEqual(5);
    for (const client of begun) expect((await client.read()).length).toBe(64 * mebibyte);
    for (const client of clients) client.close();
    await isGone(path);
  });

  it('D4: give their places to others as they break off', async () => {
    const { path } = await buy(64 * mebibyte);
    const clients = await Promise.all([1, 2, 3].map(() => ask(path)));
    await Promise.all(clients.map((client) => client.read(1)));
    const late = ask(path).then(async (client) => {
      await client.read(1);
      return client;
    });
    await wait(300);
    for (const client of clients) client.reset();
    const client = await late;
    expect(client.status).toBe(200);
    client.reset();
  });
});
