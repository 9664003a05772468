import { createHash, randomBytes } from 'node:crypto';
import type { PinnedFile } from '@tollgate/contracts';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Purchase, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const contents = { book: randomBytes(mebibyte), film: randomBytes(64 * mebibyte), song: randomBytes(300_000) };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let replica: Replica;
let book: PinnedFile;
let film: PinnedFile;
let song: PinnedFile;

const page = ({ tokens }: Purchase, index = 0) => `/d/${tokens[index]}`;
const file = (purchase: Purchase, index = 0) => `${page(purchase, index)}/file`;
const get = (path: string, headers?: Record<string, string>) => fetchWhole(replica.port, path, headers);
const ask = (path: string, headers?: Record<string, string>) => RawClient.ask(replica.port, path, headers);
/** What a further request is told, once the service had time to make up its mind. */
const later = async (path: string) => {
  await wait(1_000);
  return look(replica.port, path);
};

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  book = await stage.sell('BOOK', 'Das Buch – "eins".epub', contents.book);
  film = await stage.sell('FILM', 'film.mp4', contents.film);
  song = await stage.sell('SONG', 'song.flac', contents.song);
});

afterAll(() => stage?.close());

describe('a download', () => {
  it('I10: brings the file once, and then answers 410 at once', async () => {
    const purchase = await stage.buy([book]);
    const { status, headers, body } = await get(file(purchase));
    expect(status).toBe(200);
    expect(body.equals(contents.book)).toBe(true);
    const sha256 = createHash('sha256').update(contents.book).digest('hex');
    expect(headers).toMatchObject({
      etag: `"${sha256}"`,
      'content-type': 'application/epub+zip',
      'content-disposition': `attachment; filename="Das Buch _ _eins_.epub"; filename*=UTF-8''Das%20Buch%20%E2%80%93%20%22eins%22.epub`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'accept-ranges': 'bytes',
      connection: 'close',
    });
    expect(await get(file(purchase))).toMatchObject({ status: 410, code: 'access_closed' });
    await stage.until(purchase.order, 'DownloadAccessClosed');
    expect(await stage.typesOf(purchase.order)).toEqual([
      'DownloadsGranted',
      'DownloadStarted',
      'DownloadCompleted',
      'DownloadAccessClosed',
    ]);
  });

  it('I10: is not used up by whoever opens the link: page, HEAD, 304 and a look at the first byte count nothing', async () => {
    const purchase = await stage.buy([book]);
    const etag = (await look(replica.port, file(purchase))).headers.etag ?? '';
    for (let time = 0; time < 3; time += 1) {
      expect((await get(page(purchase))).status).toBe(200);
      expect((await look(replica.port, page(purchase))).status).toBe(200);
      expect((await look(replica.port, file(purchase))).headers['content-length']).toBe(String(mebibyte));
      expect((await get(file(purchase), { 'If-None-Match': etag })).status).toBe(304);
      expect((await get(file(purchase), { Range: 'bytes=0-0' })).body).toEqual(contents.book.subarray(0, 1));
    }
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
    expect(await stage.typesOf(purchase.order)).toEqual(['DownloadsGranted']);
  });

  it('I10: resumes where it broke off, and is complete then', async () => {
    const purchase = await stage.buy([film]);
    const client = await ask(file(purchase));
    const first = await client.read(20 * mebibyte);
    await wait(500); // it is seen how far it came
    client.close();
    const rest = await get(file(purchase), { Range: `bytes=${first.length}-` });
    expect(rest).toMatchObject({ status: 206 });
    expect(rest.headers['content-range']).toBe(`bytes ${first.length}-${64 * mebibyte - 1}/${64 * mebibyte}`);
    expect(Buffer.concat([first, rest.body]).equals(contents.film)).toBe(true);
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: is not complete for a client that reads nothing and closes', async () => {
    const purchase = await stage.buy([film]);
    const client = await ask(file(purchase));
    await wait(500);
    client.close();
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
    expect(await stage.typesOf(purchase.order)).not.toContain('DownloadCompleted');
  });

  it('I10: is not complete for a client that ends with a reset instead of a close', async () => {
    const purchase = await stage.buy([book]);
    const client = await ask(file(purchase));
    await client.read();
    client.reset();
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
  });

  it('I10: is not complete for a client that says it is done before it has everything', async () => {
    const purchase = await stage.buy([film]);
    const client = await ask(file(purchase));
    await client.read(mebibyte);
    client.finishSending();
    await wait(300);
    client.close();
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
  });

  it.each([
    [1, 0.9],
    [4, 0.1],
    [16, 8],
    [64, 33],
    [64, 56],
    [64, 63.9],
  ])('I10: of %d MiB is complete only with its last byte, for a client that closed after reading %d MiB', async (size, read) => {
    const part = await stage.sell(`PART-${size}`, 'part.bin', contents.film.subarray(0, size * mebibyte));
    const purchase = await stage.buy([part]);
    const client = await ask(file(purchase));
    await client.read(read * mebibyte);
    client.finishSending();
    await wait(20);
    const hadAll = client.arrivedBytes > size * mebibyte;
    client.close();
    const isComplete = (await later(file(purchase))).status === 410;
    expect(isComplete && !hadAll).toBe(false);
  });

  it('I10: is complete when its halves arrived, in any order', async () => {
    const purchase = await stage.buy([book]);
    const second = await get(file(purchase), { Range: `bytes=${mebibyte / 2}-` });
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
    const first = await get(file(purchase), { Range: `bytes=0-${mebibyte / 2 - 1}` });
    expect(Buffer.concat([first.body, second.body]).equals(contents.book)).toBe(true);
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: believes a part that ended in silence by the request that goes on after it, and only by that', async () => {
    const purchase = await stage.buy([book]);
    const half = mebibyte / 2;
    const silent = await ask(file(purchase), { Range: `bytes=0-${half - 1}` });
    await silent.read();
    await wait(10_500);
    expect(await look(replica.port, file(purchase))).toMatchObject({ status: 200 });
    await get(file(purchase), { Range: `bytes=${half}-` });
    silent.close();
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: does not believe a part that was reset by the request for the next one', async () => {
    const purchase = await stage.buy([book]);
    const half = mebibyte / 2;
    const broken = await ask(file(purchase), { Range: `bytes=0-${half - 1}` });
    await broken.read();
    broken.reset();
    await get(file(purchase), { Range: `bytes=${half}-` });
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
    await get(file(purchase), { Range: `bytes=0-${half - 1}` });
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: is complete when overlapping parts cover it, and not while a byte is missing', async () => {
    const purchase = await stage.buy([book]);
    await get(file(purchase), { Range: 'bytes=0-700000' });
    await get(file(purchase), { Range: 'bytes=300000-900000' });
    await get(file(purchase), { Range: 'bytes=900002-' });
    expect(await later(file(purchase))).toMatchObject({ status: 200 });
    await get(file(purchase), { Range: 'bytes=900001-900001' });
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: with 16 connections at a time is one download; the 17th is refused', async () => {
    const purchase = await stage.buy([film]);
    const part = (64 * mebibyte) / 16;
    const clients = await Promise.all(
      Array.from({ length: 16 }, (_, index) => ask(file(purchase), { Range: `bytes=${index * part}-${(index + 1) * part - 1}` })),
    );
    await Promise.all(clients.map((client) => client.read(1)));
    expect(await get(file(purchase))).toMatchObject({ status: 429, code: 'too_many_parallel' });
    const parts = await Promise.all(clients.map((client) => client.read()));
    for (const client of clients) client.close();
    expect(Buffer.concat(parts).equals(contents.film)).toBe(true);
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
  });

  it('I10: closes all links when the last of several files was taken', async () => {
    const purchase = await stage.buy([book, song]);
    await get(file(purchase, 0));
    expect(await get(file(purchase, 0))).toMatchObject({ status: 410, code: 'already_downloaded' });
    expect(await get(page(purchase, 0))).toMatchObject({ status: 410 });
    expect((await get(file(purchase, 1))).body.equals(contents.song)).toBe(true);
    for (const index of [1, 0]) {
      expect(await get(file(purchase, index))).toMatchObject({ status: 410, code: 'access_closed' });
      const closed = await get(page(purchase, index));
      expect(closed.status).toBe(410);
      expect(closed.body.toString()).toContain('<code>access_closed</code>');
    }
    await stage.until(purchase.order, 'DownloadAccessClosed'); // the customer's answers did not wait for the log
    expect((await stage.typesOf(purchase.order)).filter((type) => type === 'DownloadAccessClosed')).toHaveLength(1);
  });

  it('I10: goes on while the order closes', async () => {
    const purchase = await stage.buy([book]);
    const slow = await ask(file(purchase));
    await slow.read(1_000);
    await get(file(purchase));
    expect(await later(file(purchase))).toMatchObject({ status: 410 });
    expect((await slow.read()).equals(contents.book)).toBe(true);
    slow.close();
  });
});
