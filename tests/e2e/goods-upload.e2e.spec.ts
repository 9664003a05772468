import { createHash, hash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { eventually } from '@tollgate/testing';
import { DefaultHttpStack, Upload } from 'tus-js-client';
import { someOrder } from '../load/orders.ts';
import { Shop } from './shop.ts';

const mebibyte = 1_048_576;
const film = randomBytes(40 * mebibyte);
const sku = 'FILM-1';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.put(`/v1/goods/${sku}`, { kind: 'digital', description: 'The Film' });
}, 240_000);
afterAll(() => shop?.close());

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** A request as no client library would send it. */
const ask = ({ method, path, headers = {}, body }: Asked) =>
  new Promise<{
    status: number;
    headers: Record<string, unknown>;
    bytes: Buffer;
    json: { code?: string; field?: string; id?: string };
  }>((resolve, reject) => {
    const { apiUrl, apiKey, caFile } = shop.demo;
    const authorization = `Bearer ${apiKey}`;
    const options = { method, ca: readFileSync(caFile), headers: { authorization, 'tus-resumable': '1.0.0', ...headers } };
    const sent = request(new URL(path, apiUrl), options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const [bytes, type] = [Buffer.concat(chunks), answer.headers['content-type'] ?? ''];
        const json = type.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : {}; // a HEAD has no body
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, json });
      });
    });
    sent.on('error', reject).end(body);
  });

const begin = (name: string, length: number | string, more: Readonly<Record<string, string>> = {}) =>
  ask({
    method: 'POST',
    path: `/v1/goods/${sku}/uploads`,
    headers: { 'upload-length': String(length), 'upload-metadata': `filename ${base64(name)}`, ...more },
  });

interface Run {
  readonly url: string | null;
  readonly cutAt?: number;
}

/** What a client of tus does that nobody here wrote. Answers the upload's address; cut off at a byte where that is told. */
const runClient = ({ url, cutAt }: Run): Promise<string> =>
  new Promise((resolve, reject) => {
    const { apiUrl, apiKey, caFile } = shop.demo;
    const upload: Upload = new Upload(film as never, {
      endpoint: `${apiUrl}/v1/goods/${sku}/uploads`,
      ...(url === null ? {} : { uploadUrl: url }),
      httpStack: new DefaultHttpStack({ ca: readFileSync(caFile) }),
      retryDelays: [0, 500, 1_000],
      uploadSize: film.length,
      headers: { authorization: `Bearer ${apiKey}` },
      metadata: { filename: 'film/part 1.mp4', sha256: hash('sha256', film, 'hex') },
      onError: reject,
      onSuccess: () => resolve(upload.url ?? ''),
      onProgress: (sentBytes) => {
        if (cutAt === undefined || sentBytes < cutAt) return;
        void upload.abort().then(() => resolve(upload.url ?? ''));
      },
    });
    upload.start();
  });

describe('a file that comes in pieces', () => {
  it('is cut at 18 of 40 MB, gone on with by tus-js-client, sold, and downloaded with the same digest', async () => {
    const url = await runClient({ url: null, cutAt: 18 * mebibyte });
    expect(url).toMatch(/\/v1\/goods\/FILM-1\/uploads\/upl_[0-9a-f]{32}$/);
    const { pathname } = new URL(url);
    const half = await ask({ method: 'HEAD', path: pathname });
    expect(Number(half.headers['upload-offset'])).toBeLessThan(film.length);
    await runClient({ url });
    const whole = await ask({ method: 'HEAD', path: pathname });
    expect(whole.headers).toMatchObject({
      'upload-offset': String(film.length),
      'tus-resumable': '1.0.0',
      'cache-control': 'no-store',
    });
    const items = [{ sku, description: 'The Film', kind: 'digital', quantity: 1, unitAmount: 999 }];
    const { status, body } = await shop.post('/v1/orders', someOrder({ body: { items, shippingMethod: undefined } }));
    expect([status, body.downloads[0]]).toMatchObject([201, { fileName: 'film/part 1.mp4', size: film.length }]);
    const { bytes } = await shop.fetchLink(`${body.downloads[0].url}/file`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash('sha256', film, 'hex'));
  });

  it('is gone on with by `tollgate goods upload`, which finds what is left of the same file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-upload-'));
    const file = join(folder, 'trailer.mp4');
    const trailer = film.subarray(0, 10 * mebibyte);
    writeFileSync(file, trailer);
    const sha256 = hash('sha256', trailer, 'hex');
    const metadata = `filename ${base64('trailer.mp4')},sha256 ${base64(sha256)}`;
    const { headers } = await begin('trailer.mp4', trailer.length, { 'upload-metadata': metadata });
    const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
    const path = String(headers.location);
    const half = await ask({ method: 'PATCH', path, headers: patch, body: trailer.subarray(0, 9 * mebibyte) });
    expect([half.status, half.headers['upload-offset']]).toEqual([204, String(9 * mebibyte)]);
    expect(shop.tollgate('goods', 'upload', sku, file)).toContain(sha256);
    expect((await ask({ method: 'HEAD', path })).headers['upload-offset']).toBe(String(trailer.length));
    rmSync(folder, { recursive: true });
  });

  it('tells what it can do', async () => {
    const { status, headers } = await ask({ method: 'OPTIONS', path: `/v1/goods/${sku}/uploads` });
    expect([status, headers]).toMatchObject([
      204,
      { 'tus-version': '1.0.0', 'tus-extension': 'creation,checksum,expiration,termination', 'tus-checksum-algorithm': 'sha256' },
    ]);
  });

  it.each<readonly [string, Partial<Pick<Asked, 'path' | 'headers'>>, number, string, string | undefined]>([
    ['of a good that nobody sells', { path: '/v1/goods/NOWHERE/uploads' }, 404, 'not_found', undefined],
    ['without a length', { headers: { 'upload-length': '' } }, 422, 'invalid_upload_length', 'Upload-Length'],
    [
      'with a length that is told later',
      { headers: { 'upload-defer-length': '1', 'upload-length': '' } },
      422,
      'invalid_upload_length',
      'Upload-Length',
    ],
    ['of nothing', { headers: { 'upload-length': '0' } }, 422, 'empty_file', 'Upload-Length'],
    ['of a terabyte', { headers: { 'upload-length': '1000000000000' } }, 413, 'upload_too_large', 'Upload-Length'],
    ['without a name', { headers: { 'upload-metadata': '' } }, 422, 'invalid_upload_metadata', 'Upload-Metadata'],
    [
      'that leaves its folder',
      { headers: { 'upload-metadata': `filename ${base64('../a')}` } },
      422,
      'invalid_file_name',
      'Upload-Metadata',
    ],
    [
      'in a version of the protocol that is none',
      { headers: { 'tus-resumable': '0.2.2' } },
      412,
      'tus_version_unsupported',
      'Tus-Resumable',
    ],
  ])('is not begun %s', async (...[, { path = `/v1/goods/${sku}/uploads`, headers = {} }, status, code, field]) => {
    const all = { 'upload-length': '10', 'upload-metadata': `filename ${base64('a.bin')}`, ...headers };
    const refused = await ask({ method: 'POST', path, headers: all });
    expect([refused.status, refused.json.code, refused.json.field]).toEqual([status, code, field]);
  });

  it.each([
    ['another type of content', { 'content-type': 'application/json' }, 415, 'unsupported_media_type'],
    ['no offset', { 'upload-offset': '' }, 422, 'invalid_upload_offset'],
    ['another offset', { 'upload-offset': '4' }, 409, 'upload_offset_mismatch'],
    ['a checksum that is none', { 'upload-checksum': 'md5 abc=' }, 422, 'invalid_checksum'],
    [
      'the checksum of other bytes',
      { 'upload-checksum': `sha256 ${createHash('sha256').digest('base64')}` },
      460,
      'upload_checksum_mismatch',
    ],
  ])('is not gone on with by %s, and stays as it was', async (_, headers, status, code) => {
    const { headers: made } = await begin('a.bin', 10);
    const path = String(made.location);
    const all = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', ...headers };
    const refused = await ask({ method: 'PATCH', path, headers: all, body: Buffer.from('12345') });
    expect([refused.status, refused.json.code]).toEqual([status, code]);
    expect((await ask({ method: 'HEAD', path })).headers['upload-offset']).toBe('0');
    expect((await ask({ method: 'DELETE', path })).status).toBe(204);
    expect((await ask({ method: 'HEAD', path })).status).toBe(404);
  });
});

describe('a file with a stamp', () => {
  const path = '/v1/goods/STAMPED/files/book.pdf';
  const buyerOf = async (pdf: Buffer): Promise<string> => {
    const { context } = await PDFDocument.load(pdf, { updateMetadata: false });
    return context.lookup(context.trailerInfo.Info, PDFDict).lookup(PDFName.of('LicensedTo'), PDFHexString).decodeText();
  };

  it('is sold without a word of its size, and its buyer gets a copy with their name', async () => {
    const source = await PDFDocument.create();
    source.addPage();
    await shop.put('/v1/goods/STAMPED', { kind: 'digital', description: 'The Book' });
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await ask({ method: 'PUT', path, headers, body: Buffer.from(await source.save()) })).status).toBe(201);
    const sample = await ask({ method: 'GET', path: `${path}/stamp/sample?text=For%20%7Bname%7D` });
    expect([sample.status, sample.headers['content-type'], await buyerOf(sample.bytes)]).toEqual([
      200,
      'application/pdf',
      'For Ann Buyer',
    ]);
    expect((await shop.get(`${path}/stamp/sample?text=%7Bnome%7D`)).body.code).toBe('invalid_stamp_text');
    const put = await shop.put(`${path}/stamp`, { text: 'For {name}, {order}' });
    expect([put.status, put.body.stamp]).toEqual([200, { text: 'For {name}, {order}', pages: 'all' }]);
    const items = [{ sku: 'STAMPED', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 4900 }];
    const customer = { email: 'kim@example.com', name: '김철수' };
    const { status, body } = await shop.place({ type: 'sale', body: { items, customer } });
    expect([status, body.downloads[0]]).toMatchObject([201, { fileName: 'book.pdf', size: null, sha256: null }]);
    const copies = async () => (await shop.get(`/v1/stamped-copies?order=${body.id}`)).body.data;
    const told = await eventually('its copy is wanted', async () => ((await copies()).length > 0 ? copies() : undefined));
    expect(told).toMatchObject([{ order: body.id, sku: 'STAMPED', fileName: 'book.pdf', code: null }]);
    expect((await shop.post(`/v1/orders/${body.id}/stamped-copies/retry`, {})).body).toEqual({ order: body.id, retried: 0 });
    let copy = await shop.fetchLink(body.downloads[0].fileUrl);
    while (copy.status === 503) copy = await shop.fetchLink(body.downloads[0].fileUrl);
    expect([copy.status, await buyerOf(copy.bytes)]).toEqual([200, `For 김철수, ${body.id}`]);
    expect((await shop.mailOf(body.id, /receipt/i)).text).toMatch(/^ {2}book\.pdf$/m);
    expect((await shop.get(`${path}/stamp`)).body).toMatchObject({ file: { name: 'book.pdf' }, failed: 0, failures: [] });
  });
});
