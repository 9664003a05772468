import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PinnedFile } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { ObjectStore } from '../objects/objects.store.js';
import { fetchWhole } from '../testing/client.js';
import { type Purchase, type Replica, TestStack } from '../testing/test-stack.js';
import { FileCache } from './file-cache.store.js';

const mebibyte = 1_048_576;
const contents = { film: randomBytes(3 * mebibyte), other: randomBytes(3 * mebibyte) };
const cacheDir = mkdtempSync(join(tmpdir(), 'tollgate-cache-'));

let stage: TestStack;
let replica: Replica;
let film: PinnedFile;
let other: PinnedFile;

beforeAll(async () => {
  stage = await TestStack.open();
  const environment = { TOLLGATE_DOWNLOADS_CACHE_DIR: cacheDir, TOLLGATE_DOWNLOADS_CACHE_MIB: '4' };
  replica = await stage.startReplica({ environment });
  film = await stage.sell('FILM', 'film.mp4', contents.film);
  other = await stage.sell('OTHER', 'other.mp4', contents.other);
});
afterAll(async () => {
  await stage?.close();
  rmSync(cacheDir, { recursive: true });
});

const isCached = (file: PinnedFile): boolean => {
  const taken = replica.service.app.get(FileCache).take(file);
  taken?.giveBack();
  return taken !== undefined;
};
const cached = (file: PinnedFile) => eventually('the copy', () => isCached(file));
const path = ({ tokens: [token] }: Purchase): string => `/d/${token}/file`;
const bought = async (file: PinnedFile) => fetchWhole(replica.port, path(await stage.buy([file])));

describe('a file that is asked for often', () => {
  it('is downloaded whole while the store is away, once it was asked for twice', async () => {
    expect((await bought(film)).body.equals(contents.film)).toBe(true);
    const [first, second] = [await stage.buy([film]), await stage.buy([film])];
    await cached(film);
    await stage.servers.minio.kill();
    const whole = await fetchWhole(replica.port, path(first));
    expect([whole.status, whole.body.equals(contents.film)]).toEqual([200, true]);
    await stage.until(first.order, 'DownloadAccessClosed');
    const part = await fetchWhole(replica.port, path(second), { Range: `bytes=1000000-` });
    expect([part.status, part.body.equals(contents.film.subarray(1_000_000))]).toEqual([206, true]);
    await stage.servers.minio.restart();
  });

  it('lies under no name, so that nothing is left of it', () => expect(readdirSync(cacheDir)).toEqual([]));

  it('gives way to another one where both find no room', async () => {
    await eventually('the store', async () => (await bought(other)).status === 200);
    await cached(other);
    expect((await bought(other)).body.equals(contents.other)).toBe(true);
    expect(isCached(film)).toBe(false);
  });

  it('is not kept with other bytes than were put there', async () => {
    const [objects, { objectKey }] = [replica.service.app.get(ObjectStore), film];
    await objects.put(objectKey, contents.other);
    for (let time = 0; time < 4; time += 1) {
      expect(isCached(film)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect((await bought(other)).body.equals(contents.other)).toBe(true);
  });
});
