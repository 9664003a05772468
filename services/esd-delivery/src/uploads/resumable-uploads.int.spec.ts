import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import {
  ContinueUploadRequestSchema,
  CreateUploadRequestSchema,
  decode,
  FindUploadRequestSchema,
  ListUploadsRequestSchema,
  ListUploadsResponseSchema,
  OpenUploadResponseSchema,
  RemoveUploadRequestSchema,
  RemoveUploadResponseSchema,
  type ResumableUpload,
  ResumableUploadResponseSchema,
  ResumableUploadSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError, TransientError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import { DeliveryDueWork } from '../due-work/delivery-due-work.handler.js';
import { ObjectStore } from '../objects/objects.store.js';
import { StampTrials } from '../stamps/stamp-trials.handler.js';
import { blankPdf } from '../testing/books.js';
import { fetchWhole } from '../testing/client.js';
import { StampShop } from '../testing/stamp-shop.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';
import { ContentHashes } from './content-hashes.store.js';
import { UploadFinisher } from './finish-upload.handler.js';
import { UploadRepository } from './uploads.repository.js';

const mebibyte = 1_048_576;
const sku = 'FILM';
const film = randomBytes(40 * mebibyte);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const base64Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

let stage: TestStack;
let replica: Replica;
let asking: Requests;
let laterMs = 0;

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica({ clock: { now: () => new Date(Date.now() + laterMs) } });
  asking = new Requests(stage.bus);
  await stage.put(sku);
});
afterAll(() => stage?.close());

const create = async (fileName: string, sizeBytes: number, digest = ''): Promise<ResumableUpload> => {
  const asked = { merchant, sku, fileName, sizeBytes: BigInt(sizeBytes), sha256: digest };
  const { upload } = await asking.request(requests.createUpload, CreateUploadRequestSchema, ResumableUploadResponseSchema, asked);
  if (upload === undefined) throw new Error('no upload');
  return upload;
};
const keyOf = (id: string) => ({ merchant, sku, id });
const find = async (id: string): Promise<ResumableUpload | undefined> =>
  (await asking.request(requests.findUpload, FindUploadRequestSchema, ResumableUploadResponseSchema, keyOf(id))).upload;
const remove = (id: string) =>
  asking.request(requests.removeUpload, RemoveUploadRequestSchema, RemoveUploadResponseSchema, keyOf(id));
const placeAt = async (id: string, offset: number): Promise<string> => {
  const asked = { ...keyOf(id), offsetBytes: BigInt(offset) };
  return (await asking.request(requests.continueUpload, ContinueUploadRequestSchema, OpenUploadResponseSchema, asked)).url;
};
const send = async (id: string, offset: number, bytes: Buffer, headers: Record<string, string> = {}) => {
  const answer = await fetch(await placeAt(id, offset), { method: 'PUT', body: bytes, headers });
  const text = await answer.text();
  const code = answer.ok ? '' : (JSON.parse(text) as { code: string }).code;
  return { status: answer.status, code, upload: answer.ok ? decode(ResumableUploadSchema, text) : undefined };
};
/** Announces all of it, and resets the connection once the first part of it is out. */
const cut = async (id: string, offset: number, bytes: Buffer, announced: number): Promise<void> => {
  const sending = request(await placeAt(id, offset), { method: 'PUT', headers: { 'content-length': announced } });
  sending.on('error', () => undefined);
  await new Promise<void>((resolve) => sending.write(bytes, () => resolve()));
  sending.destroy();
};
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
const storedKeys = (id: string): Promise<readonly string[]> => replica.service.app.get(ObjectStore).keysOf(`${merchant}/${id}`);
const offsetOf = async (id: string): Promise<number> => Number((await find(id))?.offsetBytes);
const isSold = async (name: string, bytes: Buffer): Promise<boolean> => {
  const [row] = await stage.sql<{ content: string }>(
    replica.service,
    `SELECT content FROM good_forms WHERE sku = '${sku}' AND name = '${name}' ORDER BY version DESC LIMIT 1`,
  );
  return row?.content === sha256(bytes);
};

describe('a file that comes in pieces', () => {
  it('goes on where its connection was cut, and is delivered byte by byte', async () => {
    const { id } = await create('film.mp4', film.length, sha256(film));
    await cut(id, 0, film.subarray(0, 18 * mebibyte), film.length);
    await eventually('what came is kept', async () => (await offsetOf(id)) > 16 * mebibyte);
    const reached = await offsetOf(id);
    const { status, upload } = await send(id, reached, film.subarray(reached));
    expect([status, upload?.file?.sha256]).toEqual([200, sha256(film)]);
    const file = upload?.file;
    if (file === undefined) throw new Error('not sold');
    const { tokens } = await stage.buy([file]);
    const { body } = await fetchWhole(replica.port, `/d/${tokens[0]}/file`);
    expect(body.equals(film)).toBe(true);
    expect(await storedKeys(id)).toEqual([file.objectKey]);
  });

  it.each([
    ['small', 3 * mebibyte, mebibyte],
    ['of several parts', 17 * mebibyte, 3 * mebibyte],
  ])('may come in pieces that are smaller than a part of the store: %s', async (name, sizeBytes, piece) => {
    const bytes = film.subarray(0, sizeBytes);
    const { id } = await create(`${name}.bin`, sizeBytes);
    for (let offset = 0; offset < sizeBytes; offset += piece) await send(id, offset, bytes.subarray(offset, offset + piece));
    expect((await find(id))?.file).toMatchObject({ sha256: sha256(bytes), sizeBytes: BigInt(sizeBytes) });
    expect(await storedKeys(id)).toHaveLength(1);
  });

  it('may go on at another replica, which reads the file once to know its digest; and after a crash before it was sold', async () => {
    const bytes = film.subarray(0, 20 * mebibyte);
    const { id } = await create('other.mp4', bytes.length, sha256(bytes));
    await send(id, 0, bytes.subarray(0, 13 * mebibyte));
    replica.service.app.get(ContentHashes).forget(id);
    const { upload } = await send(id, 13 * mebibyte, bytes.subarray(13 * mebibyte));
    expect(upload?.file?.sha256).toBe(sha256(bytes));
    await stage.sql(replica.service, `UPDATE uploads SET state = 'open', file = NULL WHERE id = '${id}'`);
    await eventually('it is finished by who asks', async () => (await find(id))?.file?.sha256 === sha256(bytes));
  });

  it('goes back to the part that a late writer, taken over long ago, stored over another, and is sold once that came again', async () => {
    const bytes = film.subarray(0, 20 * mebibyte);
    const { id } = await create('late-part.mp4', bytes.length, sha256(bytes));
    await send(id, 0, bytes.subarray(0, 17 * mebibyte));
    const [row] = await stage.sql<{ name: string }>(
      replica.service,
      `SELECT store_upload AS name FROM uploads WHERE id = '${id}'`,
    );
    const late = { partNumber: '2', uploadId: row?.name ?? '' };
    await replica.service.app.get(ObjectStore).put(`${merchant}/${id}`, film.subarray(24 * mebibyte, 32 * mebibyte), late);
    const rest = bytes.subarray(17 * mebibyte);
    expect(await send(id, 17 * mebibyte, rest)).toMatchObject({ status: 409, code: 'upload_offset_mismatch' });
    expect(await offsetOf(id)).toBe(8 * mebibyte);
    const { upload } = await send(id, 8 * mebibyte, bytes.subarray(8 * mebibyte));
    expect(upload?.file?.sha256).toBe(sha256(bytes));
  });

  it('is sold for both replicas that finish it: who is late answers what the other one sold', async () => {
    const bytes = film.subarray(0, 9 * mebibyte);
    const { id } = await create('raced.mp4', bytes.length, sha256(bytes));
    const { upload } = await send(id, 0, bytes);
    const { app } = replica.service;
    const sold = await app.get(UploadRepository).byId(id);
    if (sold === undefined) throw new Error('no upload');
    const asBefore = { ...sold, state: 'open', file: undefined } as const;
    const file = await app.get(UploadFinisher).finish(asBefore, 10_000);
    expect(file.sha256).toBe(upload?.file?.sha256);
    expect(await isSold('raced.mp4', bytes)).toBe(true);
  });

  it('I10: sells nothing of a file whose digest is another one, and leaves nothing of it', async () => {
    const bytes = film.subarray(0, 9 * mebibyte);
    const { id } = await create('wrong.mp4', bytes.length, sha256(film));
    expect(await send(id, 0, bytes)).toMatchObject({ status: 422, code: 'checksum_mismatch' });
    expect(await codeOf(find(id))).toBe('not_found');
    expect(await isSold('wrong.mp4', bytes)).toBe(false);
    await eventually('it is removed', async () => (await storedKeys(id)).length === 0);
  });

  it('counts nothing of a request whose checksum does not fit, and all of it where it does', async () => {
    const bytes = film.subarray(0, 10 * mebibyte);
    const { id } = await create('checked.mp4', bytes.length);
    const first = bytes.subarray(0, 9 * mebibyte);
    const wrong = { 'upload-checksum': `sha256 ${base64Of(film)}` };
    expect(await send(id, 0, first, wrong)).toMatchObject({ status: 460, code: 'upload_checksum_mismatch' });
    expect(await offsetOf(id)).toBe(0);
    await send(id, 0, first, { 'upload-checksum': `sha256 ${base64Of(first)}` });
    expect(await offsetOf(id)).toBe(9 * mebibyte);
    const { upload } = await send(id, 9 * mebibyte, bytes.subarray(9 * mebibyte));
    expect(upload?.file?.sha256).toBe(sha256(bytes));
  });

  it('is written to by one request at a time: who came later goes on, and an older one changes nothing', async () => {
    const bytes = film.subarray(0, 9 * mebibyte);
    const { id } = await create('twice.mp4', bytes.length);
    const older = request(await placeAt(id, 0), { method: 'PUT', headers: { 'content-length': bytes.length } });
    const answered = new Promise<number>((resolve) => older.on('response', ({ statusCode = 0 }) => resolve(statusCode)));
    older.on('error', () => undefined);
    older.write(film.subarray(20 * mebibyte, 21 * mebibyte));
    await eventually('it has begun', async () => {
      const [row] = await stage.sql<{ writer: string }>(replica.service, `SELECT writer FROM uploads WHERE id = '${id}'`);
      return row?.writer !== null;
    });
    expect(await send(id, 0, bytes.subarray(0, mebibyte))).toMatchObject({ status: 200 });
    older.end(film.subarray(21 * mebibyte, 29 * mebibyte));
    expect(await answered).toBe(409);
    const { upload } = await send(id, mebibyte, bytes.subarray(mebibyte));
    expect(upload?.file?.sha256).toBe(sha256(bytes));
  });

  it.each([
    ['a byte that it has not come to', 5, 'upload_offset_mismatch'],
    ['a byte that came already', 0, 'upload_offset_mismatch'],
  ])('refuses to go on at %s', async (_, offset, code) => {
    const { id } = await create('offset.bin', 10);
    await send(id, 0, Buffer.from('abc'));
    expect(await codeOf(placeAt(id, offset))).toBe(code);
    expect(await offsetOf(id)).toBe(3);
  });

  it('refuses more bytes than were told of, and keeps those before', async () => {
    const { id } = await create('long.bin', 10);
    await send(id, 0, Buffer.from('abc'));
    expect(await send(id, 3, Buffer.alloc(8))).toMatchObject({ status: 413, code: 'upload_too_long' });
    expect(await offsetOf(id)).toBe(3);
  });

  it.each([
    ['of a good that is not there', { sku: 'NOWHERE' }, 'not_found'],
    ['that leaves its folder', { fileName: 'manual/../../x' }, 'invalid_file_name'],
    ['of nothing', { sizeBytes: 0n }, 'empty_file'],
    ['that no store takes', { sizeBytes: 10n ** 12n }, 'upload_too_large'],
  ])('is not begun %s', async (_, change, code) => {
    const asked = { merchant, sku, fileName: 'a', sizeBytes: 1n, sha256: '', ...change };
    const made = asking.request(requests.createUpload, CreateUploadRequestSchema, ResumableUploadResponseSchema, asked);
    expect(await codeOf(made)).toBe(code);
  });

  it('S1: is of one merchant and one good, and of nobody else', async () => {
    const { id } = await create('mine.bin', 10);
    const others = [{ merchant: 'mer_other', sku, id }, { merchant, sku: 'OTHER', id }, keyOf(randomUUID())];
    for (const key of others) {
      const found = asking.request(requests.findUpload, FindUploadRequestSchema, ResumableUploadResponseSchema, key);
      const removed = asking.request(requests.removeUpload, RemoveUploadRequestSchema, RemoveUploadResponseSchema, key);
      expect([await codeOf(found), await codeOf(removed)]).toEqual(['not_found', 'not_found']);
    }
    const { uploads } = await asking.request(requests.listUploads, ListUploadsRequestSchema, ListUploadsResponseSchema, {
      merchant,
      sku,
    });
    expect(uploads.map((one) => one.id)).toContain(id);
  });

  it('is removed with all that came of it when it is given up, and when nobody goes on with it for three days', async () => {
    const given = await create('given-up.bin', film.length);
    await send(given.id, 0, film.subarray(0, 9 * mebibyte));
    const left = await create('left.bin', film.length);
    await send(left.id, 0, film.subarray(0, 9 * mebibyte));
    expect(await storedKeys(left.id)).toHaveLength(1);
    await remove(given.id);
    expect(await codeOf(find(given.id))).toBe('not_found');
    await eventually('nothing of it', async () => (await storedKeys(given.id)).length === 0);
    const { app } = replica.service;
    laterMs = 3 * 86_400_000 + 60_000;
    await eventually('no upload is left', async () => {
      await app.get(DeliveryDueWork).runDue();
      const [row] = await stage.sql<{ count: string }>(replica.service, 'SELECT count(*) FROM uploads');
      return row?.count === '0';
    });
    laterMs = 0;
    expect(await storedKeys(left.id)).toEqual([]);
    expect(await codeOf(find(left.id))).toBe('not_found');
    expect(await isSold('film.mp4', film)).toBe(true);
  });
});

describe('a file that replaces one with a stamp', () => {
  it.each<[string, number, string, () => Promise<unknown>]>([
    ['while its stamp is changed', 409, 'file_changed', () => new StampShop(asking).stamp('book.pdf', '{order}', sku)],
    ['by a replica that ends', 503, 'temporarily_unavailable', () => Promise.reject(new TransientError('the service ends'))],
  ])('and is tried %s is neither sold nor left in the store', async (_, status, code, meanwhile) => {
    await stage.sell(sku, 'book.pdf', await blankPdf());
    await new StampShop(asking).stamp('book.pdf', '{name}', sku);
    const [trials, objects] = [replica.service.app.get(StampTrials), replica.service.app.get(ObjectStore)];
    const ofUpload = trials.ofUpload.bind(trials);
    trials.ofUpload = async (...asked) => {
      const tried = await ofUpload(...asked);
      await meanwhile();
      return tried;
    };
    const before = await objects.keysOf(`${merchant}/`);
    const answer = await fetch(await stage.uploadUrl(sku, 'book.pdf'), { method: 'PUT', body: await blankPdf(7) });
    trials.ofUpload = ofUpload;
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await objects.keysOf(`${merchant}/`)).toEqual(before);
  });
});
