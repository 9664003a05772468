import { connect } from 'node:tls';
import { operations } from '../docs/operations.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('the door of the merchant API', () => {
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
    expect(headers.allow).toBe('POST, GET, HEAD');
  });

  it('knows every call that it documents', async () => {
    for (const { method, path } of operations) {
      const { status, json } = await gateway.send(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'), { key: '' });
      expect([path, status, json.code]).toEqual([path, 401, 'invalid_api_key']);
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
      'update gateway_ingress.api_keys set revoked_at = now() where created_at = (select max(created_at) from gateway_ingress.api_keys)',
    );
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect((await gateway.send('GET', '/v1/orders/ord_1', { key })).status).toBe(401);
  }, 10_000);

  it('keeps of a key its hash alone', async () => {
    const rows = await gateway.query('select * from gateway_ingress.api_keys');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(gateway.apiKey.slice(9));
  });

  it('takes JSON alone', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, json } = await gateway.send('POST', '/v1/orders', { body: 'a=b', headers });
    expect([status, json.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('S9: tells whoever sends ten megabytes that they are too many, and stores nothing', async () => {
    const body = JSON.stringify({ ...sampleOrder(), metadata: { a: 'x'.repeat(10_000_000) } });
    const { status, json } = await gateway.send('POST', '/v1/orders', { body });
    expect([status, json.code]).toEqual([413, 'body_too_large']);
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
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect({ port: gateway.port, rejectUnauthorized: false }, () => {
        socket.write('POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.once('error', reject);
      socket.once('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('S23: tells nothing of its inside when something breaks', async () => {
    const { status, json, text } = await gateway.send('GET', '/v1/goods');
    expect([status, json.code]).toEqual([503, 'temporarily_unavailable']);
    expect(text).not.toMatch(/nats|esd|stack|\.ts|\.js/i);
  });

  it('shows its description, and a page of its own assets to read it', async () => {
    const description = await gateway.send('GET', '/openapi.json');
    expect(description.json.openapi).toBe('3.1.0');
    const page = await gateway.send('GET', '/docs');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBe(3);
    for (const path of assets) expect([path, (await gateway.send('GET', path, { key: '' })).status]).toEqual([path, 200]);
  });

  it('refuses a report over days that are none', async () => {
    const { status, json } = await gateway.send('GET', '/v1/reports/sales?from=2026-02-30&to=2026-03-01');
    expect([status, json.code, json.field]).toEqual([422, 'invalid_date', 'from']);
    const missing = await gateway.send('GET', '/v1/reports/sales?from=2026-02-01');
    expect([missing.status, missing.json.code, missing.json.field]).toEqual([422, 'required', 'to']);
  });

  it.each(['0', '101', '-1', 'many', '1e1'])('refuses a page of %s', async (limit) => {
    const { status, json } = await gateway.send('GET', `/v1/orders?limit=${limit}`);
    expect([status, json.code, json.field]).toEqual([422, 'invalid_limit', 'limit']);
  });
});
