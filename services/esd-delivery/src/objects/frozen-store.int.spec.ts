import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, TransientError } from '@tollgate/errors';
import { eventually, FaultProxy, startMinio, type TestMinio } from '@tollgate/testing';
import type { Config } from '../config.js';
import { type ObjectReader, openObject } from './object-reader.store.js';
import { ObjectStore } from './objects.store.js';

const file = randomBytes(6 * 1_048_576);
let minio: TestMinio;
let proxy: FaultProxy;
let store: ObjectStore;
const readers: ObjectReader[] = [];

beforeAll(async () => {
  minio = await startMinio();
  proxy = await FaultProxy.before(minio.url);
  const { accessKey, secretKey } = minio;
  const objects = { url: proxy.url, bucket: 'files', region: 'us-east-1', accessKey, secretKey };
  store = new ObjectStore({ objects } as Pick<Config, 'objects'>, systemClock);
  await eventually('the store', () =>
    store
      .prepare()
      .then(() => true)
      .catch(() => undefined),
  ); // healthy before it serves
  await store.put('film', file);
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await proxy.pass();
});
afterAll(async () => {
  await proxy.close();
  await minio.stop();
});

const failsWithin = async (ms: number, work: () => Promise<unknown>): Promise<void> => {
  const sinceMs = performance.now();
  await expect(work()).rejects.toBeInstanceOf(TransientError);
  expect(performance.now() - sinceMs).toBeLessThan(ms + 3_000);
};
async function* chunks() {
  for (let n = 0; n < 20; n += 1) yield file.subarray(0, 1_048_576);
}
const open = async () => {
  const address = await store.addressOf('film');
  const reader = await openObject({ address, range: { firstByte: 0, endByte: file.length }, mostPieceBytes: 65_536 });
  readers.push(reader);
  return reader;
};

/** Reads to the end, or until the store gave up. */
const readWhole = async (pieceMs = 0) => {
  const reader = await open();
  let bytes = 0;
  const ending = new Promise<string>((resolve) => {
    reader.start({
      write: (piece, written) => {
        bytes += piece.length;
        if (bytes === file.length) resolve('whole');
        setTimeout(written, pieceMs);
      },
      failed: () => resolve('failed'),
    });
  });
  return { ending, bytes: () => bytes };
};

describe('an object store that is frozen', () => {
  it.each(['all', 'existing'] as const)('X5 (%s): costs a question its time-out, and answers soon after', async (reach) => {
    await store.prepare(); // over a connection that is kept
    proxy.freeze(reach);
    await failsWithin(5_000, () => store.prepare());
    await proxy.pass();
    const sinceMs = performance.now();
    await store.prepare();
    expect(performance.now() - sinceMs).toBeLessThan(5_000);
  });

  it('X5: costs a download that has not begun its time-out', async () => {
    proxy.freeze();
    await failsWithin(10_000, open);
  });

  it('X5: is told to a download that is in the middle, within its time-out', async () => {
    const { ending, bytes } = await readWhole(1);
    while (bytes() === 0) await sleep(1);
    proxy.freeze();
    const sinceMs = performance.now();
    expect(await ending).toBe('failed');
    expect(performance.now() - sinceMs).toBeLessThan(13_000);
    expect(bytes()).toBeLessThan(file.length);
  });

  it('is none for a client that takes longer than the time-out over a piece', async () => {
    const { ending, bytes } = await readWhole(11_500);
    await sleep(25_000);
    expect(bytes()).toBeGreaterThan(65_536);
    expect(await Promise.race([ending, sleep(0, 'goes on')])).toBe('goes on');
  }, 60_000);

  it('X5: costs an upload its time-out, and leaves nothing', async () => {
    proxy.freeze();
    await failsWithin(20_000, () => store.put('book', file));
    await failsWithin(5_000 + 5_000, () => store.write('album', chunks())); // it cannot begin, and not take that back
    await proxy.pass();
    await expect(store.put('book', file)).resolves.toBeTruthy();
  }, 60_000);
});
