import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { PinnedFile } from '@tollgate/contracts';
import { signLink } from '@tollgate/download-link';
import { fetchWhole, look, RawClient } from '../testing/client.js';
import { type Purchase, type Replica, TestStack } from '../testing/test-stack.js';

const mebibyte = 1_048_576;
const contents = { book: randomBytes(mebibyte), song: randomBytes(300_000) };
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let stage: TestStack;
let replica: Replica;
let book: PinnedFile;
let song: PinnedFile;

const page = ({ tokens }: Purchase, index = 0) => `/d/${tokens[index]}`;
const file = (purchase: Purchase, index = 0) => `${page(purchase, index)}/file`;
const get = (path: string, headers?: Record<string, string>) => fetchWhole(replica.port, path, headers);
const ask = (path: string, headers?: Record<string, string>) => RawClient.ask(replica.port, path, headers);
beforeAll(async () => {
  stage = await TestStack.open();
  replica = await stage.startReplica();
  book = await stage.sell('BOOK', 'Das Buch – "eins".epub', contents.book);
  song = await stage.sell('SONG', 'song.flac', contents.song);
});

afterAll(() => stage?.close());

describe('the download host itself', () => {
  it.each(['/', '/d'])('is the page of a link that was cut off at %s', async (path) => {
    const { status, headers, body } = await get(path);
    expect([status, headers['content-type']]).toEqual([404, expect.stringMatching(/^text\/html/)]);
    expect(String(body)).toContain('Please check the link in your receipt');
  });
});

describe('the ranges of a file', () => {
  let purchase: Purchase;
  const range = async (header: string, more: Record<string, string> = {}) => {
    const { status, headers, body } = await get(file(purchase), { Range: header, ...more });
    return { status, contentRange: headers['content-range'], body };
  };
  beforeAll(async () => {
    purchase = await stage.buy([song, book]);
  });

  it('are the last 500 bytes for bytes=-500', async () => {
    const { status, contentRange, body } = await range('bytes=-500');
    expect([status, contentRange]).toEqual([206, 'bytes 299500-299999/300000']);
    expect(body.equals(contents.song.subarray(-500))).toBe(true);
  });

  it('are one byte for bytes=0-0', async () =>
    expect(await range('bytes=0-0')).toEqual({
      status: 206,
      contentRange: 'bytes 0-0/300000',
      body: contents.song.subarray(0, 1),
    }));

  it('beyond the file, and more than five, are answered with 416 and its size', async () => {
    for (const header of ['bytes=300000-', 'bytes=-0', 'bytes=0-0,2-2,4-4,6-6,8-8,10-10']) {
      expect(await range(header)).toMatchObject({ status: 416, contentRange: 'bytes */300000' });
    }
  });

  it('come only of the version that the client has begun', async () => {
    const { headers } = await look(replica.port, file(purchase));
    const part = { Range: 'bytes=10-19' };
    const same = await ask(file(purchase), { ...part, 'If-Range': headers.etag ?? '' });
    await same.read(1);
    expect(same.status).toBe(206);
    const other = await ask(file(purchase), { ...part, 'If-Range': '"other"' });
    await other.read(1);
    expect(other.status).toBe(200);
    for (const client of [same, other]) client.reset();
  });
});

describe('a link', () => {
  it('S10: that is forged, padded, cut off or of another key opens nothing', async () => {
    const purchase = await stage.buy([book]);
    const [token = ''] = purchase.tokens;
    const forged = [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      `${token}=`,
      `${token}A`,
      token.slice(0, -1),
      token.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
      signLink(randomBytes(32), { order: purchase.order, index: 0, generation: 1 }),
      '..%2f..%2fetc',
      'x'.repeat(500),
    ];
    for (const one of forged) {
      expect(await get(`/d/${one}/file`)).toMatchObject({ status: 404, code: 'not_found' });
      expect((await get(`/d/${one}`)).status).toBe(404);
    }
  });

  it('I10: of an unpaid order opens nothing', async () => {
    const { order } = await stage.place();
    expect(await get(`/d/${stage.token(order, 0)}/file`)).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('is replaced by one of another generation, and expires after 72 hours', async () => {
    const purchase = await stage.buy([book]);
    expect(await get(`/d/${stage.token(purchase.order, 0, 2)}/file`)).toMatchObject({ status: 410, code: 'link_replaced' });
    const old = await stage.buy([book], { paidAt: new Date(Date.now() - 72 * 3_600_000 - 1_000) });
    expect(await get(file(old))).toMatchObject({ status: 410, code: 'link_expired' });
    const closed = await get(page(old));
    expect(closed.status).toBe(410);
    expect(closed.body.toString()).toContain('<code>link_expired</code>');
  });

  it('answers in HTML on its page and in problem documents for its file, whatever Accept says', async () => {
    const purchase = await stage.buy([book]);
    for (const accept of ['text/html', 'application/json', '*/*']) {
      expect((await get(page(purchase), { Accept: accept })).headers['content-type']).toBe('text/html; charset=utf-8');
      expect((await get('/d/abc/file', { Accept: accept })).headers['content-type']).toContain('application/problem+json');
    }
    const post = await RawClient.ask(replica.port, file(purchase), { 'Content-Length': '0' }, { method: 'POST' });
    await post.read();
    expect(post.answer).toMatchObject({ status: 405, code: 'method_not_allowed' });
    post.close();
  });

  it('that is asked with DELETE shows a page that does not ask to try again, and names what it takes', async () => {
    const purchase = await stage.buy([book]);
    const client = await RawClient.ask(replica.port, page(purchase), {}, { method: 'DELETE' });
    const text = String(await client.read());
    expect([client.status, client.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(text).toContain('does not take a request of that kind');
    expect(text).not.toMatch(/try again/i);
    expect((await get(page(purchase))).status).toBe(200);
    client.close();
  });

  it('tells programs what its page tells people', async () => {
    const purchase = await stage.buy([book]);
    const detailOf = async (path: string) => JSON.parse(String((await get(path)).body)).detail;
    expect(await detailOf(`/d/${stage.token(purchase.order, 0, 2)}/file`)).toBe(
      'Please use the link in the latest message from the shop.',
    );
    expect(await detailOf('/d/abc/file')).toMatch(/check the link in your receipt/);
  });

  it('D9: shows a page to whoever presses its button too late, and tells programs in a problem document', async () => {
    const purchase = await stage.buy([song]);
    const form = /<form class="download" method="get" action="([^"]*)"><input type="hidden" name="(\w+)" value="(\w+)">/;
    const [, action, name, value] = form.exec((await get(page(purchase))).body.toString()) ?? [];
    const pressed = `${action}?${name}=${value}`;
    expect((await get(pressed)).body.equals(contents.song)).toBe(true);
    const late = await get(pressed);
    expect([late.status, late.headers['content-type']]).toEqual([410, 'text/html; charset=utf-8']);
    expect(late.body.toString()).toContain('<code>access_closed</code>');
    expect(await get(file(purchase))).toMatchObject({ status: 410, code: 'access_closed' });
    const missing = await get('/d/nothing/file?from=page');
    expect([missing.status, missing.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('D9: is found with a full stop or a bracket behind it, and with encoded letters', async () => {
    const purchase = await stage.buy([song]);
    const [token = ''] = purchase.tokens;
    const encoded = `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`;
    for (const path of [`/d/${token}.`, `/d/${token})`, `/d/${token}%29.`, `/d/${encoded}`, `/d/${token}/`])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await look(replica.port, `/d/${encoded}/file`)).status).toBe(200);
    expect((await get(`/d/${token}).`)).body.toString()).toContain(`action="/d/${token}/file"`);
  });

  it('D10: answers 412 where another version is wanted than the one it has', async () => {
    const purchase = await stage.buy([song]);
    const { headers } = await look(replica.port, file(purchase));
    const { etag = '' } = headers;
    for (const wrong of ['"other"', `W/${etag}`])
      expect(await get(file(purchase), { 'If-Match': wrong })).toMatchObject({ status: 412, code: 'precondition_failed' });
    for (const right of [etag, `"other", ${etag}`, '*'])
      expect((await look(replica.port, file(purchase), { 'If-Match': right })).status).toBe(200);
  });

  it.each([
    ['HTTP/1.0', { version: '1.0', protocols: ['http/1.0'] }],
    ['HTTP/1.0 without ALPN', { version: '1.0', protocols: [] }],
    ['HTTP/1.1 without ALPN', { protocols: [] }],
  ] as const)('D11: is served to a client of %s, and complete then', async (_, manner) => {
    const purchase = await stage.buy([song]);
    const { status, body } = await fetchWhole(replica.port, file(purchase), {}, manner);
    expect([status, body.equals(contents.song)]).toEqual([200, true]);
    expect((await get(file(purchase))).status).toBe(410);
  });

  it('S9: answers one request for a file on a connection, and no second one behind it', async () => {
    const purchase = await stage.buy([book, song]);
    const client = await ask(file(purchase));
    client.send(`GET ${file(purchase, 1)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect((await client.read()).equals(contents.book)).toBe(true);
    await stage.until(purchase.order, 'DownloadStarted');
    await wait(300);
    expect(await stage.typesOf(purchase.order)).toEqual(['DownloadsGranted', 'DownloadStarted']);
    client.close();
  });

  it('S9: is not spoken to over HTTP/2, where the end of a connection says nothing of one file', async () => {
    const socket = connect({ port: replica.port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] });
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(error.code).toMatch(/NO_APPLICATION_PROTOCOL/);
  });

  it('is good for three times the file and 16 MiB, however it breaks', async () => {
    const small = await stage.sell('SMALL', 'small.bin', randomBytes(8 * mebibyte));
    const purchase = await stage.buy([small]);
    for (let time = 0; time < 5; time += 1) {
      const client = await ask(file(purchase));
      await client.read();
      client.reset();
      await wait(100);
    }
    expect(await get(file(purchase))).toMatchObject({ status: 429, code: 'too_many_bytes' });
  });
});
