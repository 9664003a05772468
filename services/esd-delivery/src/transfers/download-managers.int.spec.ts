import { randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const content = randomBytes(64 * mebibyte);
const part = 4 * mebibyte;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let replica: Replica;
let film: PinnedFile;
let song: PinnedFile;

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica({ times: { lookAgainMs: 500 } });
  film = await stage.sell('FILM', 'film.mp4', content);
  song = await stage.sell('SONG', 'song.flac', content.subarray(0, 4 * part));
});

afterAll(() => stage?.close());

const buy = async (file = film) => {
  const { tokens, order } = await stage.buy([file]);
  return { order, path: `/d/${tokens[0]}/file` };
};
const ask = (path: string, range?: string, { port } = replica) =>
  RawClient.ask(port, path, range === undefined ? {} : { Range: `bytes=${range}` });
const statusLater = async (path: string, { port } = replica): Promise<number> => {
  await wait(1_000);
  return (await look(port, path)).status;
};
const isGone = (path: string, of = replica) =>
  eventually('access to be closed', async () => (await statusLater(path, of)) === 410);
const beginPart = async (path: string, index: number): Promise<RawClient> => {
  const client = await ask(path, `${index * part}-${(index + 1) * part - 1}`);
  await client.read(1);
  return client;
};
const fetchPart = async (path: string, index: number, { port } = replica): Promise<Buffer> => {
  const { status, body } = await fetchWhole(port, path, { Range: `bytes=${index * part}-${(index + 1) * part - 1}` });
  if (status !== 206) throw new Error(`part ${index} was answered ${status}`);
  return body;
};

/** For what is kept of transfers that have ended. */
const aMinuteLater = async () => {
  const { service } = replica;
  const running = `SELECT FROM transfers WHERE state = 'running'`;
  await eventually('nothing runs', async () => (await stage.sql(service, running)).length === 0, 10_000);
  await stage.sql(service, `UPDATE transfers SET seen_at = now() - INTERVAL '61 seconds'`);
};

/** The parts that are under way bring what the start of the file lacks, and the link closes. */
const expectWholeAndClosed = async (path: string, start: Buffer, rest: readonly RawClient[]): Promise<void> => {
  const parts = await Promise.all(rest.map((client) => client.read()));
  for (const client of rest) client.close();
  expect(Buffer.concat([start, ...parts]).equals(content)).toBe(true);
  await isGone(path);
};

describe('a download manager', () => {
  it('D3: fetches 16 parts with 16 connections, each of them at once followed by the next, and is told 429 nowhere', async () => {
    const { path } = await buy();
    const small = mebibyte;
    const parts: Buffer[] = [];
    const todo = Array.from({ length: 64 }, (_, index) => index);
    const connection = async () => {
      for (let index = todo.shift(); index !== undefined; index = todo.shift()) {
        const range = `bytes=${index * small}-${(index + 1) * small - 1}`;
        const { status, body } = await fetchWhole(replica.port, path, { Range: range });
        expect([index, status]).toEqual([index, 206]);
        parts[index] = body;
      }
    };
    await Promise.all(Array.from({ length: 16 }, connection));
    expect(Buffer.concat(parts).equals(content)).toBe(true);
    await isGone(path);
  });

  it('D3: asks for the whole file first, for parts of it beside that, and ends the first where the next one begins: aria2', async () => {
    const { path } = await buy();
    const first = await ask(path);
    await first.read(1);
    const rest = await Promise.all([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => beginPart(path, index)));
    const start = await first.read(4 * part);
    first.close();
    await expectWholeAndClosed(path, start, rest);
  });

  it('D3: drops a part that it asked for and goes on over it with the part before: closed once everything has arrived', async () => {
    const { path } = await buy();
    const first = await ask(path);
    await first.read(1);
    const dropped = await ask(path, `${part}-${2 * part - 1}`);
    const rest = await Promise.all([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => beginPart(path, index)));
    dropped.reset();
    const start = await first.read(2 * part); // the next one's bytes, that nobody needs, are not sent
    first.close();
    await expectWholeAndClosed(path, start, rest);
  });

  it('D3: asks for a part within which another one of it began before, and ends it there', async () => {
    const { path } = await buy();
    const rest = await Promise.all([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((index) => beginPart(path, index)));
    const long = await ask(path, `0-${8 * part - 1}`);
    const start = await long.read(4 * part);
    long.close();
    await expectWholeAndClosed(path, start, rest);
  });

  it('D3: that stops with its first part half read has to come again', async () => {
    const { path } = await buy();
    const first = await ask(path);
    await first.read(1);
    await Promise.all(Array.from({ length: 12 }, (_, index) => fetchPart(path, index + 4)));
    await first.read(part);
    first.close();
    expect(await statusLater(path)).toBe(200);
  });

  it('a whole copy beside its parts goes on, if its client wants more than the parts leave', async () => {
    const { path } = await buy();
    const impatient = await stage.startReplica({ times: { pauseMs: 500 } });
    const whole = await ask(path, undefined, impatient);
    await whole.read(1);
    await Promise.all(Array.from({ length: 12 }, (_, index) => fetchPart(path, index + 4, impatient)));
    expect((await whole.read()).equals(content)).toBe(true);
    whole.close();
    await isGone(path, impatient);
  });

  it('D3: goes on with a part that broke, to its end', async () => {
    const { path } = await buy();
    for (let index = 1; index < 16; index += 1) await fetchPart(path, index);
    const broken = await ask(path, `0-${part - 1}`);
    for (let bytes = 0; bytes <= mebibyte; bytes += 65_536) {
      await broken.read(bytes);
      await wait(10);
    }
    await wait(500); // it is seen how far it came
    broken.reset();
    const { status } = await fetchWhole(replica.port, path, { Range: `bytes=${mebibyte}-${part - 1}` });
    expect(status).toBe(206);
    await isGone(path);
  });

  it('I10: that was killed with the ends of its parts in its buffers finds the link open when it is started again', async () => {
    const { path, order } = await buy(song);
    const clients = await Promise.all([0, 1, 2, 3].map((index) => beginPart(path, index)));
    await Promise.all(clients.map((client) => client.read(part - 50_000)));
    await wait(500); // its computer is seen to have them
    for (const client of clients) client.reset();
    await aMinuteLater();
    await wait(1_500);
    expect(await statusLater(path)).toBe(200);
    expect(await stage.typesOf(order)).not.toContain('DownloadCompleted');
  });

  it('D3: that cuts a part where another one brings the rest is done a minute later, if it asks for nothing more', async () => {
    const { path, order } = await buy();
    const first = await ask(path);
    await first.read(9 * mebibyte); // as what is on its way lies beyond the next part's beginning
    const client = await ask(path, `${8 * mebibyte}-${content.length - 1}`);
    await client.read(1);
    await wait(500); // it is seen how far the first one came
    first.reset();
    await client.read();
    client.close();
    expect(await statusLater(path)).toBe(200);
    await aMinuteLater();
    await stage.until(order, 'DownloadAccessClosed');
    await isGone(path);
  });
});
