import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  ListVersionsRequestSchema,
  ListVersionsResponseSchema,
  type PinnedFile,
  PutGoodRequestSchema,
  PutGoodResponseSchema,
  PutSettingsRequestSchema,
  PutSettingsResponseSchema,
  requests,
} from '@tollgate/contracts';
import { DomainError } from '@tollgate/errors';
import { Requests } from '@tollgate/messaging';
import { eventually } from '@tollgate/testing';
import { Sql } from '../database/sql.repository.js';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { merchant, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const [first, second] = [randomBytes(4 * mebibyte), randomBytes(6 * mebibyte)];
const etagOf = (bytes: Buffer): string => `"${createHash('sha256').update(bytes).digest('hex')}"`;

let stage: TestStack;
let replica: Replica;
let asking: Requests;
let skuCount = 0;
let file: PinnedFile;
let sku: string;
let link: string;
let order: string;

beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  asking = new Requests(stage.bus);
});
afterAll(() => stage?.close());

const deliver = (delivery: string) => {
  const good = { sku, kind: 'digital', description: sku, delivery };
  return asking.request(requests.putGood, PutGoodRequestSchema, PutGoodResponseSchema, { merchant, good });
};
const allowDownloads = (downloads: number) =>
  asking.request(requests.putSettings('delivery'), PutSettingsRequestSchema, PutSettingsResponseSchema, {
    merchant,
    mode: 'test',
    document: JSON.stringify({ downloads, days: 3 }),
    expectedVersion: -1,
    command: randomUUID(),
    correlation: 'r1',
    actor: 'key_1',
  });
/** A paid order of the first version. */
const buyFirst = async (): Promise<void> => {
  skuCount += 1;
  sku = `BOOK-${skuCount}`;
  file = await stage.sell(sku, 'manual/book.epub', first);
  const bought = await stage.buy([file], { sku });
  order = bought.order;
  link = `/d/${bought.tokens[0]}/file`;
};
const replace = () => stage.sell(sku, 'manual/book.epub', second);
/** Takes some of it, and gives up. */
const breakOff = async (bytes: number, headers: Readonly<Record<string, string>> = {}): Promise<Buffer> => {
  const client = await RawClient.ask(replica.port, link, headers);
  const taken = await client.read(bytes);
  client.reset();
  await stage.idle(replica.service, order);
  return taken;
};
const isComplete = async (): Promise<boolean> => {
  const [row] = await stage.sql<{ whole: boolean }>(
    replica.service,
    `SELECT covered_at IS NOT NULL AS whole FROM entitlements WHERE order_id = '${order}'`,
  );
  return row?.whole ?? false;
};

describe('the versions of a file', () => {
  beforeEach(buyFirst);

  it('are listed newest first, each with its number, its time and its digest', async () => {
    await replace();
    const ask = (cursor: string, limit = 1) =>
      asking.request(requests.listVersions, ListVersionsRequestSchema, ListVersionsResponseSchema, {
        merchant,
        sku,
        fileName: 'manual/book.epub',
        limit,
        cursor,
      });
    const page = await ask('');
    expect(page.versions.map((one) => [one.version, `"${one.file?.sha256}"`])).toEqual([[2, etagOf(second)]]);
    const rest = await ask(page.nextCursor);
    expect([rest.versions.map(({ version }) => version), rest.nextCursor]).toEqual([[1], '']);
    expect(Date.parse(rest.versions[0]?.addedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const { good } = await deliver('');
    expect(good?.versions.map(({ version }) => version)).toEqual([2]);
  });

  it('stay what they were for an order, unless its good says otherwise', async () => {
    await replace();
    const whole = await fetchWhole(replica.port, link);
    expect([whole.body.equals(first), whole.headers.etag]).toEqual([true, etagOf(first)]);
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('give way to the newest where the good says so, and the page, the headers and the bytes tell the same', async () => {
    await deliver('latest');
    await replace();
    const page = await fetchWhole(replica.port, link.replace('/file', ''));
    expect(page.body.toString()).toContain(etagOf(second).slice(1, -1));
    const head = await look(replica.port, link);
    expect([head.headers.etag, head.headers['content-length']]).toEqual([etagOf(second), String(second.length)]);
    const whole = await fetchWhole(replica.port, link);
    expect([whole.body.equals(second), whole.headers.etag]).toEqual([true, etagOf(second)]);
    expect(whole.headers['content-disposition']).toContain('filename="book.epub"');
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('never change under a download that has begun: it goes on with its own, and completes it', async () => {
    await deliver('latest');
    const begun = await breakOff(mebibyte);
    await replace();
    const rest = await fetchWhole(replica.port, link, { Range: `bytes=${begun.length}-`, 'If-Range': etagOf(first) });
    expect([rest.status, rest.headers['content-range']]).toEqual([
      206,
      `bytes ${begun.length}-${first.length - 1}/${first.length}`,
    ]);
    expect(Buffer.concat([begun, rest.body]).equals(first)).toBe(true);
    // Where the kernel was asked too late how far the first piece came, that is fetched once more.
    await fetchWhole(replica.port, link, { Range: `bytes=0-${begun.length - 1}` });
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('never make a file together: bytes of one prove nothing of another', async () => {
    await deliver('latest');
    await fetchWhole(replica.port, link, { Range: `bytes=0-${first.length - 2}` }); // all but one byte of the first
    await stage.idle(replica.service, order);
    await replace();
    const part = await fetchWhole(replica.port, link, { Range: `bytes=${first.length - 1}-`, 'If-Range': etagOf(second) });
    expect([part.status, part.headers.etag]).toEqual([206, etagOf(second)]);
    await stage.idle(replica.service, order);
    expect(await isComplete()).toBe(false);
    const whole = await fetchWhole(replica.port, link, { Range: `bytes=0-${first.length - 2}` });
    expect(whole.headers.etag).toBe(etagOf(second));
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('are served as they are being sent to whoever asks meanwhile, and anew after that', async () => {
    await deliver('latest');
    const client = await RawClient.ask(replica.port, link);
    await client.read(1_000);
    await replace();
    const beside = await fetchWhole(replica.port, link, { Range: 'bytes=0-9' });
    expect(beside.headers.etag).toBe(etagOf(first));
    client.reset();
    await stage.idle(replica.service, order);
    const anew = await fetchWhole(replica.port, link);
    expect([anew.headers.etag, anew.body.equals(second)]).toEqual([etagOf(second), true]);
    await stage.until(order, 'DownloadAccessClosed');
  });

  it('never make a file together for who goes on blindly after another client completed one: they get the whole file', async () => {
    await allowDownloads(2);
    await buyFirst();
    await deliver('latest');
    const begun = await breakOff(mebibyte);
    await replace();
    await fetchWhole(replica.port, link);
    await allowDownloads(1);
    await eventually('the next round', async () => {
      const [row] = await stage.sql<{ round: number }>(
        replica.service,
        `SELECT round FROM entitlements WHERE order_id = '${order}'`,
      );
      return row?.round === 1;
    });
    const rest = await fetchWhole(replica.port, link, { Range: `bytes=${begun.length}-` });
    expect([rest.status, rest.headers.etag, rest.body.equals(second)]).toEqual([200, etagOf(second), true]);
  });

  it('are told by the page as its progress goes: the size of what was begun beside it, and that there is a newer one', async () => {
    await deliver('latest');
    const client = await RawClient.ask(replica.port, link);
    await client.read(mebibyte);
    await eventually('a progress', async () => {
      const status = await fetchWhole(replica.port, link.replace('/file', '/status'));
      return (JSON.parse(status.body.toString()) as { items: readonly { sentBytes: number }[] }).items[0]?.sentBytes !== 0;
    });
    client.reset();
    await stage.idle(replica.service, order);
    const before = (await fetchWhole(replica.port, link.replace('/file', ''))).body.toString();
    await replace();
    const page = (await fetchWhole(replica.port, link.replace('/file', ''))).body.toString();
    expect(page).toContain('4,194,304 bytes');
    expect(page).toContain(`<progress max="${first.length}"`);
    expect([before, page].map((html) => html.includes('newer version'))).toEqual([false, true]);
  });

  it('are asked for with what was taken in one statement, however many files an order has', async () => {
    const sql = replica.service.app.get(Sql);
    const query = sql.query.bind(sql);
    let statements = 0;
    sql.query = (...all) => {
      statements += 1;
      return query(...all);
    };
    const countOf = async (asked: () => Promise<unknown>): Promise<number> => {
      statements = 0;
      await asked();
      return statements;
    };
    const many = await stage.buy([file, file, file, file, file], { sku });
    const status = (token: string | undefined) => fetchWhole(replica.port, `/d/${token}/status`);
    const [ofOne, ofMany, ofFile] = [
      await countOf(() => status(link.split('/')[2])),
      await countOf(() => status(many.tokens[0])),
      await countOf(() => look(replica.port, link)),
    ];
    sql.query = query;
    expect([ofOne, ofMany, ofFile]).toEqual([2, 2, 1]); // how far it is, besides
  });

  it('are those of this merchant’s good alone', async () => {
    const asked = { merchant: 'mer_other', sku, fileName: 'manual/book.epub', limit: 1, cursor: '' };
    const listed = asking.request(requests.listVersions, ListVersionsRequestSchema, ListVersionsResponseSchema, asked);
    expect(await listed.catch((error: unknown) => (error instanceof DomainError ? error.code : error))).toBe('not_found');
  });
});
