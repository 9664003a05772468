import { createHash, randomBytes } from 'node:crypto';
import { systemClock, TransientError } from '@tollgate/errors';
import { eventually, type TestMinio } from '@tollgate/testing';
import type { Config } from '../config.js';
import { openObject } from './object-reader.store.js';
import { ObjectStore } from './objects.store.js';
import { PartWriter } from './part-writer.store.js';

const mebibyte = 1_048_576;
const film = randomBytes(20 * mebibyte);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes in chunks that fit no part. */
const chunksOf = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.subarray(at, at + 700_001);
};

/** What the store of files asks of an S3 server, whoever made it. */
export const objectsContract = (name: string, start: () => Promise<TestMinio>): void =>
  describe(name, () => {
    let server: TestMinio;
    let store: ObjectStore;
    const storeWith = (secretKey: string): ObjectStore => {
      const objects = { url: server.url, bucket: 'files', region: 'us-east-1', accessKey: server.accessKey, secretKey };
      return new ObjectStore({ objects } as Pick<Config, 'objects'>, systemClock);
    };

    beforeAll(async () => {
      server = await start();
      store = storeWith(server.secretKey);
      const isPrepared = () =>
        store.prepare().then(
          () => true,
          () => undefined,
        );
      await eventually('the store', isPrepared);
    }, 120_000);
    afterAll(() => server?.stop());

    const readRange = async (key: string, firstByte: number, endByte: number): Promise<Buffer> => {
      const reader = await openObject({
        address: await store.addressOf(key),
        range: { firstByte, endByte },
        mostPieceBytes: 65_536,
      });
      const taken: Buffer[] = [];
      return new Promise((resolve, reject) => {
        let leftBytes = endByte - firstByte;
        reader.start({
          write: (piece, written) => {
            taken.push(Buffer.from(piece));
            leftBytes -= piece.length;
            written();
            if (leftBytes === 0) resolve(Buffer.concat(taken));
          },
          failed: () => reject(new Error('the store gave up')),
        });
      });
    };

    it.each([
      ['small', mebibyte],
      ['of exactly one part', 8 * mebibyte],
      ['of several parts', film.length],
    ])('keeps a file that is %s, byte by byte', async (key, sizeBytes) => {
      const bytes = film.subarray(0, sizeBytes);
      expect(await store.write(key, chunksOf(bytes))).toEqual({ sizeBytes, sha256: sha256(bytes) });
      expect(await store.digest(key)).toEqual({ sizeBytes, sha256: sha256(bytes) });
      expect((await store.read(key)).equals(bytes)).toBe(true);
    });

    it('sends any part of a file to whoever has an address that was signed for it', async () => {
      await store.write('ranges', chunksOf(film));
      for (const [first, end] of [
        [0, film.length],
        [8 * mebibyte - 1, 8 * mebibyte + 1],
        [film.length - 1, film.length],
      ] as const)
        expect((await readRange('ranges', first, end)).equals(film.subarray(first, end))).toBe(true);
    });

    it('goes on with parts that another process stored, and takes the same part once more in place of the first', async () => {
      const first = new PartWriter({ key: 'parts', store });
      await first.add(film.subarray(0, 9 * mebibyte));
      const { upload, etags } = first;
      expect(etags).toHaveLength(1);
      const lost = new PartWriter({ key: 'parts', store, stored: { upload, etags } });
      await lost.add(randomBytes(8 * mebibyte));
      const second = new PartWriter({ key: 'parts', store, stored: { upload, etags } });
      await second.add(film.subarray(8 * mebibyte));
      await second.sendRest();
      await store.joinParts('parts', second);
      await store.joinParts('parts', second); // a crash came before it was written down
      expect(await store.digest('parts')).toEqual({ sizeBytes: film.length, sha256: sha256(film) });
    });

    it('joins nothing of parts that are not there', async () => {
      const writer = new PartWriter({ key: 'nothing', store });
      await writer.add(film.subarray(0, 8 * mebibyte));
      await store.dropParts('nothing', writer.upload ?? '');
      await expect(store.joinParts('nothing', writer)).rejects.toBeInstanceOf(TransientError);
    });

    it('forgets all parts of a key, whoever began them, as often as it is asked', async () => {
      for (let n = 0; n < 2; n += 1) await new PartWriter({ key: 'dropped', store }).add(film.subarray(0, 8 * mebibyte));
      const kept = new PartWriter({ key: 'dropped-not', store });
      await kept.add(film.subarray(0, 8 * mebibyte));
      await store.dropAllParts('dropped');
      await store.dropAllParts('dropped');
      await store.joinParts('dropped-not', kept);
      expect(await store.keysOf('dropped')).toEqual(['dropped-not']);
    });

    it('lists keys by how they begin, and removes them, as often as it is asked', async () => {
      for (const key of ['m/1', 'm/1.tail.a', 'm/2']) await store.put(key, Buffer.from(key));
      expect([...(await store.keysOf('m/1'))].sort()).toEqual(['m/1', 'm/1.tail.a']);
      await store.remove('m/1');
      await store.remove('m/1');
      expect(await store.keysOf('m/1')).toEqual(['m/1.tail.a']);
    });

    it('leaves nothing of a file whose sender breaks off', async () => {
      const broken = async function* (): AsyncGenerator<Buffer> {
        yield film.subarray(0, 9 * mebibyte);
        throw new Error('gone');
      };
      await expect(store.write('broken', broken())).rejects.toThrow('gone');
      expect(await store.keysOf('broken')).toEqual([]);
    });

    it('answers nobody who has another key', async () => {
      await store.put('secret', Buffer.from('secret'));
      await expect(storeWith('another').read('secret')).rejects.toBeInstanceOf(TransientError);
      const address = (await store.addressOf('secret')).replace(/Signature=.{8}/, 'Signature=00000000');
      expect((await fetch(address)).status).toBe(403);
    });

    it('tells its time', async () => expect(Math.abs((await store.measureClock()) ?? Number.NaN)).toBeLessThan(5_000));
  });
