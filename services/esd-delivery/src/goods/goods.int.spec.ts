import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import {
  ListGoodsRequestSchema,
  ListGoodsResponseSchema,
  PinFilesRequestSchema,
  PinFilesResponseSchema,
  PreviewPagesRequestSchema,
  PreviewPagesResponseSchema,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { GoodForms1764100000000 } from '../database/1764100000000-good-forms.migration.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';
import { selectCurrentForms } from './goods.repository.js';

let stage: TestStack;
let replica: Replica;
let asking: Requests;

const pin = async (...skus: string[]) => {
  const { goods } = await asking.request(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema, { merchant, skus });
  return goods.map(({ sku, forms }) => ({ sku, files: forms.flatMap(({ form }) => (form.case === 'file' ? [form.value] : [])) }));
};
const put = (good: { sku: string; kind: string; description?: string }) =>
  asking.request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, { merchant, good });
const list = (limit: number, cursor = '', search = '') =>
  asking.request(requests.listGoods, ListGoodsRequestSchema, ListGoodsResponseSchema, { merchant, limit, cursor, search });
const preview = (sku: string, of: { readonly merchant?: string; readonly mode?: string } = {}) =>
  asking.request(requests.previewPages, PreviewPagesRequestSchema, PreviewPagesResponseSchema, {
    merchant,
    mode: 'live',
    sku,
    ...of,
  });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const upload = async (sku: string, bytes: Buffer, headers: Record<string, string> = {}) => {
  const answer = await fetch(await stage.uploadUrl(sku, 'a.bin'), { method: 'PUT', body: bytes, headers });
  return { status: answer.status, ...((await answer.json()) as { code?: string; sha256?: string; sizeBytes?: string }) };
};
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  asking = new Requests(stage.bus);
});

afterAll(() => stage?.close());

describe('goods', () => {
  it('are put, changed and listed, newest first, page by page', async () => {
    for (const sku of ['A', 'B', 'C']) await put({ sku, kind: 'digital', description: `${sku}?` });
    await put({ sku: 'A', kind: 'digital', description: 'A!' });
    const first = await list(2);
    expect(first.goods.map(({ sku }) => sku)).toEqual(['C', 'B']);
    const second = await list(2, first.nextCursor);
    expect(second.goods.map(({ sku, description }) => [sku, description])).toEqual([['A', 'A!']]);
    expect(second.nextCursor).toBe('');
  });

  it('are found by a part of their sku, their description or the name of a file, in capitals or not, page by page', async () => {
    for (const sku of ['TREE-1', 'TREE-2', 'x-tree']) await put({ sku, kind: 'digital', description: 'Das Märchen: 100%_' });
    await upload('TREE-1', Buffer.from('a'));
    const found = async (search: string) => (await list(10, '', search)).goods.map(({ sku }) => sku);
    expect(await found('tree')).toEqual(['x-tree', 'TREE-2', 'TREE-1']);
    expect(await found('MÄRCHEN')).toEqual(['x-tree', 'TREE-2', 'TREE-1']);
    expect(await found('A.BIN')).toEqual(['TREE-1']);
    expect([await found('0%_'), await found('%%')]).toEqual([['x-tree', 'TREE-2', 'TREE-1'], []]);
    const first = await list(2, '', 'tree');
    expect((await list(2, first.nextCursor, 'tree')).goods.map(({ sku }) => sku)).toEqual(['TREE-1']);
  });

  it('are refused with the reason', async () => {
    expect(await codeOf(put({ sku: 'no spaces', kind: 'digital' }))).toBe('invalid_sku');
    expect(await codeOf(put({ sku: 'X', kind: 'service' }))).toBe('invalid_kind');
    expect(await codeOf(put({ sku: 'A', kind: 'physical' }))).toBe('kind_is_fixed');
    expect(await codeOf(list(10, 'x'))).toBe('invalid_cursor');
  });

  it('are told to be digital though they have no file yet, so that nobody is charged for a parcel of them', async () => {
    await put({ sku: 'BARE', kind: 'digital' });
    await put({ sku: 'CUP', kind: 'physical' });
    const asked = { merchant, skus: ['BARE', 'CUP', 'NEVER-REGISTERED'] };
    const { withoutFiles, digitalWithoutFiles } = await asking.request(
      requests.pinFiles,
      PinFilesRequestSchema,
      PinFilesResponseSchema,
      asked,
    );
    expect([withoutFiles, digitalWithoutFiles]).toEqual([['BARE', 'CUP'], ['BARE']]);
  });

  it('S1: are of one merchant: another sees and changes none of them', async () => {
    const other = { merchant: 'mer_other', limit: 10, cursor: '' };
    expect((await asking.request(requests.listGoods, ListGoodsRequestSchema, ListGoodsResponseSchema, other)).goods).toEqual([]);
    await upload('A', Buffer.from('mine'));
    const pinned = { merchant: 'mer_other', skus: ['A'] };
    expect((await asking.request(requests.pinFiles, PinFilesRequestSchema, PinFilesResponseSchema, pinned)).goods).toEqual([]);
  });
});

describe('a file', () => {
  it('can be sold as soon as it was uploaded, and replaced; an order keeps the version of its moment', async () => {
    await put({ sku: 'BOOK', kind: 'digital' });
    expect(await pin('BOOK', 'NOTHING')).toEqual([]);
    const [old, latest] = [randomBytes(1_000), randomBytes(20 * 1_048_576)];
    expect(await upload('BOOK', old, { 'x-checksum-sha256': sha256(old) })).toMatchObject({ status: 201, sha256: sha256(old) });
    const [before] = await pin('BOOK');
    const purchase = await stage.buy(before?.files ?? []);
    const digest = { 'content-digest': `sha-256=:${createHash('sha256').update(latest).digest('base64')}:` };
    expect(await upload('BOOK', latest, digest)).toMatchObject({ status: 201, sizeBytes: String(latest.length) });
    const [after] = await pin('BOOK');
    expect(after?.files.map((file) => file.sha256)).toEqual([sha256(latest)]);
    const answer = await fetch(`http://127.0.0.1:${replica.plainPort}/d/${purchase.tokens[0]}/file`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(old)).toBe(true);
  });

  it('of the same bytes is the same version', async () => {
    await put({ sku: 'SAME', kind: 'digital' });
    await upload('SAME', Buffer.from('abc'));
    const [first] = await pin('SAME');
    await upload('SAME', Buffer.from('abc'));
    expect(await pin('SAME')).toEqual([first]);
  });

  it('with another checksum than it was sent with, or empty, is not kept', async () => {
    await put({ sku: 'BAD', kind: 'digital' });
    const bytes = randomBytes(9 * 1_048_576);
    expect(await upload('BAD', bytes, { 'x-checksum-sha256': 'ab'.repeat(32) })).toMatchObject({
      status: 422,
      code: 'checksum_mismatch',
    });
    expect(await upload('BAD', bytes, { 'x-checksum-sha256': 'xyz' })).toMatchObject({ status: 422, code: 'invalid_checksum' });
    expect(await upload('BAD', Buffer.alloc(0))).toMatchObject({ status: 422, code: 'empty_file', field: 'Content-Length' });
    expect(await pin('BAD')).toEqual([]);
  });

  it('that breaks off on its way is not kept, and its place is not used again', async () => {
    await put({ sku: 'CUT', kind: 'digital' });
    const url = await stage.uploadUrl('CUT', 'a.bin');
    const outgoing = request(url, { method: 'PUT', headers: { 'content-length': 30 * 1_048_576 } });
    outgoing.on('error', () => undefined);
    outgoing.write(randomBytes(20 * 1_048_576), () => outgoing.destroy());
    await new Promise((resolve) => outgoing.once('close', resolve));
    expect((await fetch(url, { method: 'PUT', body: 'again' })).status).toBe(404);
    expect(await pin('CUT')).toEqual([]);
  });

  it('has no place with a good that is unknown or physical, or under an unfit name', async () => {
    await put({ sku: 'MUG', kind: 'physical' });
    expect(await codeOf(stage.uploadUrl('MUG', 'a.bin'))).toBe('good_is_not_digital');
    expect(await codeOf(stage.uploadUrl('UNKNOWN', 'a.bin'))).toBe('not_found');
    expect(await codeOf(stage.uploadUrl('A', '../a'))).toBe('invalid_file_name');
  });
});

describe('the preview of the download page', () => {
  it('is the page of each file of the good, as its customer would open it', async () => {
    await put({ sku: 'SHOWN', kind: 'digital' });
    expect((await preview('SHOWN')).pages).toEqual([]);
    await upload('SHOWN', randomBytes(2_000_000));
    const [page, ...others] = (await preview('SHOWN')).pages;
    expect(others).toEqual([]);
    expect(page).toMatchObject({ name: 'a.bin', html: expect.stringContaining('<h1>a.bin</h1>') });
    for (const text of ['2.0 MB', 'This link is good for one complete download.', 'Available until'])
      expect(page?.html).toContain(text);
  });

  it('S1: is not to be had of a good of another merchant', async () => {
    expect(await codeOf(preview('SHOWN', { merchant: 'mer_other' }))).toBe('not_found');
    expect(await codeOf(preview('UNKNOWN'))).toBe('not_found');
    expect(await codeOf(preview('SHOWN', { mode: 'both' }))).toBe('not_found');
  });
});

describe('pinning', () => {
  it('finds forms through an index', async () => {
    const { database } = replica.service.runtime;
    const values = [[merchant], ['A']];
    const plan = (await database.query(`EXPLAIN ${selectCurrentForms}`, values)) as Record<string, string>[];
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index Scan.* on good_forms|Bitmap Index Scan/);
    expect(text).not.toMatch(/Seq Scan on good_forms/);
  });
});

describe('an installation of the release before', () => {
  const insertFile = `INSERT INTO file_versions (merchant, sku, name, version, object_key, size_bytes, sha256)
    VALUES ($1, $2, 'a.bin', $3, $4, $5, $6)`;

  it('sells the files that it had, and those that its last replica takes while the next release runs beside it', async () => {
    await put({ sku: 'OLD', kind: 'digital' });
    const { database } = replica.service.runtime;
    await database.transaction(async ({ queryRunner }) => {
      if (queryRunner === undefined) throw new Error('a transaction has a runner');
      await new GoodForms1764100000000().down(queryRunner);
      await queryRunner.query(insertFile, [merchant, 'OLD', 1, 'old/1', '9007199254740993', 'ab']);
      await new GoodForms1764100000000().up(queryRunner);
    });
    const [had] = await pin('OLD');
    expect(had?.files).toMatchObject([{ name: 'a.bin', sizeBytes: 9_007_199_254_740_993n, sha256: 'ab', objectKey: 'old/1' }]);
    await put({ sku: 'BESIDE', kind: 'digital' });
    await database.query(insertFile, [merchant, 'BESIDE', 1, 'beside/1', 5, 'cd']);
    const [beside] = await pin('BESIDE');
    expect(beside?.files).toMatchObject([{ name: 'a.bin', sizeBytes: 5n, sha256: 'cd', objectKey: 'beside/1' }]);
    const seen = await database.query(`SELECT object_key, size_bytes FROM file_versions WHERE sku = 'OLD'`);
    expect(seen).toEqual([{ object_key: 'old/1', size_bytes: '9007199254740993' }]);
  });
});

describe('the schema', () => {
  it('is what the entities say', async () => {
    const { upQueries } = await replica.service.runtime.database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
