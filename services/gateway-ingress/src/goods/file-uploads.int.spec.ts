import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { TestGateway } from '../testing/gateway.js';
import { memberOf, TestPerson } from '../testing/person.js';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('PUT /v1/goods/{sku}/files/{name}', () => {
  let gateway: TestGateway;
  let store: Server;
  let refusal: { status: number; code: string } | undefined;
  let pause = async (): Promise<void> => undefined;
  const taken: { sizeBytes: number; checksum: string | undefined; length: string | undefined }[] = [];

  beforeAll(async () => {
    gateway = await TestGateway.start();
    store = createServer(async (request, response) => {
      if (refusal !== undefined) {
        request.resume();
        response.writeHead(refusal.status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(refusal));
        return;
      }
      const hash = createHash('sha256');
      let sizeBytes = 0;
      for await (const chunk of request) {
        hash.update(chunk);
        sizeBytes += chunk.length;
        await pause();
      }
      const checksum = request.headers['x-checksum-sha256'];
      taken.push({ sizeBytes, checksum: String(checksum), length: request.headers['content-length'] });
      const file = { name: 'book.epub', sizeBytes: String(sizeBytes), sha256: hash.digest('hex'), objectKey: 'secret' };
      response.writeHead(201).end(JSON.stringify(file));
    });
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    gateway.neighbors.uploadUrl = `http://127.0.0.1:${(store.address() as AddressInfo).port}/uploads/1`;
  });
  afterAll(async () => {
    store.close();
    await gateway.stop();
  });

  const put = (body: Buffer, headers: Record<string, string> = {}, name = 'book.epub') =>
    gateway.send('PUT', `/v1/goods/EBOOK-1/files/${name}`, {
      body,
      headers: { 'content-type': 'application/epub+zip', ...headers },
    });

  it('S21: takes a file from Central, too, whose addresses name a store and a mode, and records who put it there', async () => {
    const owner = await memberOf(gateway, 'owner');
    const path = `stores/${gateway.merchant}/test/goods/EBOOK-1/files/book.epub`;
    const sent = { body: randomBytes(1_000), headers: { 'content-type': 'application/epub+zip' } };
    expect(await owner.send('PUT', path, sent)).toMatchObject({ status: 201 });
    const { user } = (await owner.look()).json;
    const recorded = () =>
      gateway.query(
        `SELECT data->>'on' AS on, header->'actor'->>'on' AS actor FROM order_log.events WHERE type = 'OperatorActed' AND data->>'action' = 'file_uploaded'`,
      );
    expect(await recorded()).toEqual([{ on: 'EBOOK-1/book.epub', actor: user.id }]);
    expect((await put(randomBytes(10))).status).toBe(201);
    expect(await recorded()).toHaveLength(1);
  });

  it('S17: takes none from whoever has shown a password alone, though in test mode: it would be downloaded in live mode', async () => {
    const owner = new TestPerson(gateway);
    await owner.signIn();
    const before = taken.length;
    const path = `stores/${gateway.merchant}/test/goods/EBOOK-1`;
    const sent = { body: randomBytes(8_000_000), headers: { 'content-type': 'application/epub+zip' } };
    const answers = [
      await owner.send('PUT', `${path}/files/book.epub`, sent),
      await owner.send('PUT', path, { body: { kind: 'digital', description: 'Mine' } }),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual(
      [403, 403].map((status) => [status, 'second_factor_required']),
    );
    expect(taken).toHaveLength(before);
  });

  it('hands the bytes on as they come, and answers what was stored', async () => {
    const bytes = randomBytes(3_000_000);
    const { status, json } = await put(bytes, { 'x-checksum-sha256': sha256(bytes) });
    expect([status, json]).toEqual([201, { name: 'book.epub', size: 3_000_000, sha256: sha256(bytes) }]);
    expect(taken.at(-1)).toEqual({ sizeBytes: 3_000_000, checksum: sha256(bytes), length: '3000000' });
  });

  it('takes a content-digest for a checksum, and JSON for a file like any other', async () => {
    const bytes = Buffer.from('{"a":1}');
    const digest = createHash('sha256').update(bytes).digest('base64');
    const headers = { 'content-digest': `sha-256=:${digest}:`, 'content-type': 'application/json' };
    expect((await put(bytes, headers)).status).toBe(201);
    expect(taken.at(-1)?.checksum).toBe(sha256(bytes));
  });

  it.each([
    ['a name that leaves its folder', '..%2Fbook.epub', {}, 'invalid_file_name', 'name'],
    ['a hidden name', '.htaccess', {}, 'invalid_file_name', 'name'],
    ['a line break in a name', 'a%0d%0ab', {}, 'invalid_file_name', 'name'],
    ['a program whose name reads like a picture', '%E2%80%AEgpj.exe', {}, 'invalid_file_name', 'name'],
    ['a checksum that is none', 'book.epub', { 'x-checksum-sha256': 'abc' }, 'invalid_checksum', 'x-checksum-sha256'],
  ])('refuses %s', async (...[, name, headers, code, field]) => {
    const { status, json } = await put(Buffer.from('x'), headers as Record<string, string>, name);
    expect([status, json.code, json.field, json.detail]).toEqual([422, code, field, expect.any(String)]);
  });

  it('passes on why the store refused a file', async () => {
    refusal = { status: 422, code: 'checksum_mismatch' };
    const { status, json } = await put(randomBytes(2_000_000));
    expect([status, json.code]).toEqual([422, 'checksum_mismatch']);
    refusal = undefined;
  });

  it('says to try again when the store is not there', async () => {
    const url = gateway.neighbors.uploadUrl;
    gateway.neighbors.uploadUrl = 'http://127.0.0.1:9/uploads/1';
    const { status } = await put(Buffer.from('x'));
    expect(status).toBe(503);
    gateway.neighbors.uploadUrl = url;
  });

  it('takes no more of a file than the store does, however large it is', async () => {
    const mebibyte = 1_048_576;
    const block = randomBytes(mebibyte);
    let sentBytes = 0;
    const file = async function* () {
      for (let part = 0; part < 256; part += 1) {
        sentBytes += mebibyte;
        yield block;
      }
    };
    const quick = pause;
    const opened = Promise.withResolvers<void>();
    pause = () => opened.promise;
    const body = Readable.from(file(), { objectMode: false });
    const answer = gateway.send('PUT', '/v1/goods/EBOOK-1/files/large.bin', { body });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    // What is under way lies in the sockets' buffers on both sides of the gateway; the kernel lets them grow to tens of megabytes each.
    expect(sentBytes).toBeLessThan(160 * mebibyte);
    pause = quick;
    opened.resolve();
    expect((await answer).status).toBe(201);
    expect(taken.at(-1)).toMatchObject({ sizeBytes: 256 * mebibyte, length: undefined });
  });
});
