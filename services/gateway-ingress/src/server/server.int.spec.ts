import { connect } from 'node:tls';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

interface DocumentedCall {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly content: object }>>;
}

const schemas = '#/components/schemas/';
/** They only say what is or would be; or the same again makes nothing; or what nobody goes on with is removed, as tus clients send no key. */
const changeNothing = [
  ...['previewRefund', 'previewReceipt', 'checkLicenseKey'],
  ...['addLicenseKeys', 'takeOutLicenseKeys', 'activateLicenseKey', 'notifyOwners', 'retryStampedCopies'],
  'createUpload',
];

const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (name === '$ref' ? [String(part)] : referencesIn(part)));
};

/** What comes back for these very bytes, until the connection ends. */
const rawAnswer = (port: number, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, rejectUnauthorized: false }, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(text));
  });

describe('the merchant API', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it.each([
    ['GET', '/nowhere', 404, 'not_found'],
    ['GET', '/v1/nowhere', 404, 'not_found'],
    ['GET', '/v1/reports/unheard-of', 404, 'not_found'],
    ['DELETE', '/v1/orders', 405, 'method_not_allowed'],
    ['PUT', '/v1/orders/ord_1', 405, 'method_not_allowed'],
    ['POST', '/v1/goods/EBOOK-1', 405, 'method_not_allowed'],
  ])('answers %s %s with %d', async (...[method, path, status, code]) => {
    const answer = await gateway.send(method, path);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('says which methods a path takes', async () => {
    const { headers } = await gateway.send('DELETE', '/v1/orders');
    expect(headers.allow).toBe('GET, HEAD, POST');
  });

  it('asks for a key on every route that it documents', async () => {
    const { paths } = (await gateway.send('GET', '/openapi.json', { key: '' })).json;
    const calls = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
    );
    expect(calls.length).toBeGreaterThan(10);
    for (const [method, path] of calls) {
      const { status, json } = await gateway.send(method, path.replaceAll(/\{\w+\}/g, 'x'), { key: '' });
      expect([method, path, status, json.code]).toEqual([method, path, 401, 'invalid_api_key']);
    }
  });

  it.each(['/%76%31/orders', '/v1/%6Frders', '/v1/orders?a=/docs'])(
    'S24: asks for a key however the address %s is written',
    async (path) => {
      const { status, json } = await gateway.send('GET', path, { key: '' });
      expect([status, json.code]).toEqual([401, 'invalid_api_key']);
    },
  );

  it('S14: forgets a revoked key within five seconds', async () => {
    const key = `tgk_test_${'r'.repeat(43)}`;
    await gateway.giveKey(gateway.merchant, key);
    expect((await gateway.send('GET', '/v1/orders/ord_1', { key })).status).toBe(404);
    await gateway.query(
      'UPDATE gateway_ingress.api_keys SET revoked_at = now() WHERE created_at = (SELECT max(created_at) FROM gateway_ingress.api_keys)',
    );
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect((await gateway.send('GET', '/v1/orders/ord_1', { key })).status).toBe(401);
  });

  it('keeps of a key its hash alone', async () => {
    const rows = await gateway.query('SELECT * FROM gateway_ingress.api_keys');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(gateway.apiKey.slice(9));
  });

  it('takes JSON alone', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, json } = await gateway.send('POST', '/v1/orders', { body: 'a=b', headers });
    expect([status, json.code]).toEqual([415, 'unsupported_media_type']);
    expect(json.detail).toContain('`Content-Type: application/json`');
  });

  it('S9: tells whoever sends ten megabytes that they are too many, and stores nothing', async () => {
    const body = JSON.stringify({ ...sampleOrder(), metadata: { a: 'x'.repeat(10_000_000) } });
    const { status, json } = await gateway.send('POST', '/v1/orders', { body });
    expect([status, json.code, json.detail]).toEqual([413, 'body_too_large', 'The body has at most 1,048,576 bytes.']);
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
  });

  it('gives every answer a request id, the caller’s own where it is fit', async () => {
    const own = await gateway.send('GET', '/v1/orders/ord_1', { headers: { 'x-request-id': 'my-request.1' } });
    expect([own.headers['x-request-id'], own.json.requestId]).toEqual(['my-request.1', 'my-request.1']);
    const unfit = await gateway.send('GET', '/v1/orders/ord_1', { headers: { 'x-request-id': 'a b' } });
    expect(unfit.headers['x-request-id']).toMatch(/^req_[0-9a-f]{32}$/);
    const good = await gateway.send('GET', '/openapi.json');
    expect(good.headers['x-request-id']).toMatch(/^req_/);
  });

  it('S5: asks browsers never to come without TLS', async () => {
    const { headers } = await gateway.send('GET', '/docs');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('S5: speaks no TLS older than 1.2', async () => {
    const attempt = new Promise((resolve, reject) => {
      const socket = connect({ port: gateway.port, rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
      socket.once('secureConnect', resolve);
      socket.once('error', reject);
    });
    await expect(attempt).rejects.toThrow();
  });

  it('S9: hangs up on a request that says its length in two ways', async () => {
    const answer = await rawAnswer(
      gateway.port,
      'POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('S23: tells nothing of its inside when something breaks, and that the same request may be sent again', async () => {
    const { status, json, text } = await gateway.send('GET', '/v1/goods');
    expect([status, json.code]).toEqual([503, 'temporarily_unavailable']);
    expect(json.detail).toMatch(/Send the same request again .* same Idempotency-Key/);
    expect(text).not.toMatch(/nats|esd|stack|\.ts|\.js/i);
  });

  it('describes itself in OpenAPI 3.1, from the schemas that check its requests', async () => {
    const { json: document } = await gateway.send('GET', '/openapi.json');
    expect(document.openapi).toBe('3.1.0');
    const { OrderRequest, Order } = document.components.schemas;
    expect(OrderRequest.required).toEqual(['type', 'currency', 'items', 'billingAddress', 'customer']);
    expect([OrderRequest.additionalProperties, OrderRequest.properties.type.enum]).toEqual([false, ['sale', 'preauth']]);
    expect(Order.properties.payment.properties.status.enum).toContain('partially_captured');
    const { post } = document.paths['/v1/orders'];
    expect(post.operationId).toBe('placeOrder');
    expect(post.requestBody.content['application/json'].schema).toEqual({ $ref: '#/components/schemas/OrderRequest' });
    const headers = post.parameters.filter((one: { in: string }) => one.in === 'header');
    expect(headers.map(({ name }: { name: string }) => name)).toEqual(['Idempotency-Key']);
  });

  it('says that settings are put as a whole, and which address brings the page and which the file', async () => {
    const { json: document } = await gateway.send('GET', '/openapi.json');
    expect(document.paths['/v1/settings/{area}'].put.description).toMatch(
      /what it leaves out at its top level is at its default/,
    );
    const { url, fileUrl } = document.components.schemas.Download.properties;
    expect([url.description, fileUrl.description]).toEqual([
      expect.stringMatching(/^A page .* `fileUrl`/),
      expect.stringMatching(/^The bytes of the file/),
    ]);
  });

  it('describes itself with schemas that are valid, and refers to nothing that is not there', async () => {
    const { json: document } = await gateway.send('GET', '/openapi.json');
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ $id: 'api', components: document.components });
    for (const name of Object.keys(document.components.schemas)) {
      expect([name, typeof ajv.getSchema(`api#/components/schemas/${name}`)]).toEqual([name, 'function']);
    }
    const missing = referencesIn(document).filter((one) => !(one.slice(schemas.length) in document.components.schemas));
    expect(missing).toEqual([]);
  });

  it('tells of each call how it is answered when it goes well', async () => {
    const { json: document } = await gateway.send('GET', '/openapi.json');
    for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, DocumentedCall>>)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        const good = Object.keys(responses).filter((status) => status.startsWith('2'));
        expect([method, path, good.length > 0]).toEqual([method, path, true]);
      }
    }
    expect(Object.keys(document.paths['/v1/card-tokens/{id}'].delete.responses)).toContain('204');
  });

  it('promises a problem document wherever something can go wrong, and a key where something changes', async () => {
    const { json: document } = await gateway.send('GET', '/openapi.json');
    const calls = Object.entries(document.paths as Record<string, Record<string, DocumentedCall>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, call]) => ({ name: `${method} ${path}`, ...call })),
    );
    for (const { name, responses, parameters, operationId } of calls) {
      const bad = Object.entries(responses).filter(([status]) => Number(status) >= 400);
      expect([name, bad.map(([status]) => status)]).toEqual([name, expect.arrayContaining(['401', '429', '503'])]);
      for (const [, { content }] of bad) expect(Object.keys(content)).toEqual(['application/problem+json']);
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
      const isKeyed = parameters.some((one) => one.name === 'Idempotency-Key');
      expect([name, isKeyed || !name.startsWith('post ') || changeNothing.includes(operationId)]).toEqual([name, true]);
    }
  });

  it.each([
    ['GET', `/v1/orders/${'x'.repeat(150)}`, 404, 'not_found'],
    ['GET', `/v1/orders/${'x'.repeat(1_500)}`, 404, 'not_found'],
    ['PUT', `/v1/goods/EBOOK-1/files/${'f'.repeat(101)}`, 503, 'temporarily_unavailable'],
    ['PUT', `/v1/goods/EBOOK-1/files/${'f'.repeat(256)}`, 422, 'invalid_file_name'],
    ['GET', '/v1/orders/%E0%A4%A', 404, 'not_found'],
    ['GET', '/%', 404, 'not_found'],
    ['POST', '/v1/orders/%c0%af/captures', 404, 'not_found'],
    ['GET', '//', 404, 'not_found'],
    ['PATCH', '/v1/orders', 405, 'method_not_allowed'],
    ['PROPFIND', '/v1/orders', 404, 'not_found'],
  ])('O16: answers %s of a strange address with a problem document', async (...[method, path, status, code]) => {
    gateway.neighbors.uploadUrl = 'http://127.0.0.1:9/uploads/1';
    const answer = await gateway.send(method, path);
    expect([answer.status, answer.json?.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
  });

  it.each([
    [
      'headers that are too large',
      `GET /v1/orders HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['bytes that are no HTTP', 'hello\r\n\r\n', 400, 'malformed_request'],
    ['no host', 'GET /v1/orders HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'malformed_request'],
  ])('O16: answers %s with a problem document', async (...[, bytes, status, code]) => {
    const answer = await rawAnswer(gateway.port, bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(JSON.parse(body)).toMatchObject({ status, code, requestId: expect.stringMatching(/^req_/) });
  });

  it('O12: refuses a body whose bytes are not UTF-8, and stores nothing', async () => {
    const text = JSON.stringify(sampleOrder()).replace('Ann Buyer', 'Ann \u00ff');
    const { status, json } = await gateway.send('POST', '/v1/orders', {
      body: Buffer.from(text, 'latin1'),
      headers: { 'content-type': 'application/json' },
    });
    expect([status, json.code]).toEqual([400, 'malformed_json']);
    expect(await gateway.stored()).toEqual({ events: 0, idempotencyRecords: 0, cards: 0 });
  });

  it('asks for a key before it takes the body', async () => {
    const started = Date.now();
    const answer = await rawAnswer(
      gateway.port,
      'POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n{',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('shows its description, and a page of its own assets to read it', async () => {
    const description = await gateway.send('GET', '/openapi.json');
    expect(description.headers['content-type']).toMatch(/^application\/json/);
    const page = await gateway.send('GET', '/docs');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBe(4);
    for (const path of assets) expect([path, (await gateway.send('GET', path, { key: '' })).status]).toEqual([path, 200]);
  });

  it('refuses a report over days that are none', async () => {
    const { status, json } = await gateway.send('GET', '/v1/reports/sales?from=2026-02-30&to=2026-03-01');
    expect([status, json.code, json.field]).toEqual([422, 'invalid_date', 'from']);
    const missing = await gateway.send('GET', '/v1/reports/sales?from=2026-02-01');
    expect([missing.status, missing.json.code, missing.json.field]).toEqual([422, 'required', 'to']);
  });

  it.each(['sku', 'reference', 'referencePrefix'])(
    'answers orders sought by a NUL in %s with a refusal that names it',
    async (name) => {
      const { status, json } = await gateway.send('GET', `/v1/orders?${name}=%00`);
      expect([status, json.code, json.field]).toEqual([422, 'invalid_characters', name]);
    },
  );

  it.each(['0', '101', '-1', 'many', '1e1'])('refuses a page of %s', async (limit) => {
    const { status, json } = await gateway.send('GET', `/v1/orders?limit=${limit}`);
    expect([status, json.code, json.field]).toEqual([422, 'invalid_limit', 'limit']);
  });
});
