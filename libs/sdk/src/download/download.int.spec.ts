import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answering, json, PlainServer } from '../testing/plain-server.js';
import { download, type Progress } from './download.js';

const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const sha256 = createHash('sha256').update(bytes).digest('hex');
const etag = `"${sha256}"`;

const from = (range: string | undefined): number => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

const begin = (response: ServerResponse, first: number): void => {
  const shared = { etag, 'content-length': String(bytes.length - first) };
  if (first === 0) response.writeHead(200, shared);
  else response.writeHead(206, { ...shared, 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` });
};

/** What was asked for, or so much of it before the line breaks. */
const file =
  (most = bytes.length): Answering =>
  ({ headers }, response) => {
    const first = headers['if-range'] === undefined || headers['if-range'] === etag ? from(headers.range) : 0;
    begin(response, first);
    const end = Math.min(first + most, bytes.length);
    response.write(bytes.subarray(first, end), () => {
      if (end === bytes.length) response.end();
      else setTimeout(() => response.destroy(), 20);
    });
  };

describe('the download of a file', () => {
  let server: PlainServer;
  let folder: string;
  let to: string;
  beforeAll(async () => {
    server = await PlainServer.start();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tollgate-sdk-'));
    to = join(folder, 'book.epub');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  afterAll(() => server.stop());
  const link = () => `${server.url}/d/token`;
  const ranges = () => server.asked.map(({ headers }) => headers.range);

  it('brings it whole to its place, and tells how far it is', async () => {
    server.will(file());
    const told: Progress[] = [];
    const result = await download(link(), to, { onProgress: (progress) => void told.push(progress) });
    expect(result).toEqual({ path: to, sizeBytes: 200_000, sha256 });
    expect(readFileSync(to).equals(bytes)).toBe(true);
    expect(told.at(-1)).toEqual({ receivedBytes: 200_000, totalBytes: 200_000 });
    expect([server.asked[0]?.url, existsSync(`${to}.part`)]).toEqual(['/d/token/file', false]);
  });

  it('goes on where the line broke, as often as it breaks', async () => {
    server.will(file(50_000), file(70_000), file());
    await download(`${link()}/file`, to, { sha256 });
    expect(ranges()).toEqual([undefined, 'bytes=50000-', 'bytes=120000-']);
    expect(readFileSync(to).equals(bytes)).toBe(true);
  });

  it('goes on with what an earlier process left', async () => {
    writeFileSync(`${to}.part`, bytes.subarray(0, 150_000));
    server.will(file());
    expect((await download(link(), to, { sha256 })).sizeBytes).toBe(200_000);
    expect([ranges(), server.asked[0]?.headers['if-range']]).toEqual([['bytes=150000-'], etag]);
  });

  it('begins anew where nobody can tell whose part that is', async () => {
    writeFileSync(`${to}.part`, 'of another file');
    server.will(file());
    expect((await download(link(), to)).sha256).toBe(sha256);
    expect(ranges()).toEqual([undefined]);
  });

  it('waits for as long as it is asked to', async () => {
    server.will(json(429, { code: 'too_many_downloads' }, { 'retry-after': '1' }), file());
    const startedAt = Date.now();
    await download(link(), to, { sha256 });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it('goes on where the line was silent for too long', async () => {
    server.will((_, response) => {
      begin(response, 0);
      response.write(bytes.subarray(0, 10_000));
    }, file());
    await download(link(), to, { sha256, silenceMs: 200 });
    expect(readFileSync(to).equals(bytes)).toBe(true);
  });

  it('puts nothing into its place that is not what was bought', async () => {
    server.will(file());
    await expect(download(link(), to, { sha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'wrong_digest' });
    expect([existsSync(to), existsSync(`${to}.part`)]).toEqual([false, false]);
  });

  it('says that the link is closed, and asks no other time', async () => {
    server.will(json(410, { status: 410, code: 'already_downloaded' }));
    await expect(download(link(), to)).rejects.toMatchObject({ name: 'TollgateError', code: 'already_downloaded' });
    expect(server.asked).toHaveLength(1);
  });

  it('keeps what came where it gives up', async () => {
    server.will(file(80_000), json(410, { status: 410, code: 'link_expired' }));
    await expect(download(link(), to, { sha256 })).rejects.toMatchObject({ code: 'link_expired' });
    expect([existsSync(to), readFileSync(`${to}.part`).length]).toEqual([false, 80_000]);
  });
});
