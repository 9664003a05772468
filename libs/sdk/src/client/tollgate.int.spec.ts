import { inspect } from 'node:util';
import { hangUp, json, PlainServer } from '../testing/plain-server.js';
import { OrderDeclinedError, TollgateConnectionError, TollgateError } from './errors.js';
import { Tollgate } from './tollgate.js';

const apiKey = 'tgk_test_secret';
const problem = (status: number, code: string, more: object = {}) => ({ status, code, requestId: 'req-1', ...more });

describe('a merchant’s client', () => {
  let server: PlainServer;
  let tollgate: Tollgate;
  beforeAll(async () => {
    server = await PlainServer.start();
    tollgate = new Tollgate({ apiKey, apiUrl: server.url, timeoutMs: 2_000, maxRetries: 3, longestWaitMs: 1_500 });
  });
  afterAll(() => server.stop());
  const keys = () => server.asked.map(({ headers }) => headers['idempotency-key']);

  it('captures once, by one key, through a broken line, a key that is still running and a busy gateway', async () => {
    server.will(
      hangUp,
      json(409, problem(409, 'still_running')),
      json(503, problem(503, 'temporarily_unavailable'), { 'retry-after': '1' }),
      json(201, { id: 'ord_1', status: 'approved' }),
    );
    const startedAt = Date.now();
    expect(await tollgate.orders.capture('ord_1', { amount: 100 })).toMatchObject({ id: 'ord_1' });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(server.asked.map(({ method, url, body }) => `${method} ${url} ${body}`)).toEqual(
      Array(4).fill('POST /v1/orders/ord_1/captures {"amount":100}'),
    );
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends another call under another key, and the caller’s own where there is one', async () => {
    server.will(json(201, {}), json(201, {}), json(201, {}));
    await tollgate.orders.void('ord_1');
    await tollgate.orders.void('ord_1');
    await tollgate.orders.void('ord_1', {}, { idempotencyKey: 'mine' });
    expect(new Set(keys()).size).toBe(3);
    expect(keys()[2]).toBe('mine');
  });

  it('says what a decline was, with the order inside, and tries no other time', async () => {
    server.will(json(402, problem(402, 'insufficient_funds', { order: { id: 'ord_2', status: 'declined' } })));
    const error: unknown = await tollgate.orders.capture('ord_2').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OrderDeclinedError);
    expect(error).toMatchObject({ code: 'insufficient_funds', status: 402, requestId: 'req-1', order: { id: 'ord_2' } });
    expect(server.asked).toHaveLength(1);
  });

  it('says where a request is at fault', async () => {
    server.will(json(422, problem(422, 'required', { field: '/customer/email' })));
    const failing = tollgate.orders.get('ord_3');
    await expect(failing).rejects.toThrow(TollgateError);
    await expect(failing).rejects.toMatchObject({ code: 'required', field: '/customer/email' });
  });

  it('gives up where nothing comes back, and tells the key under which it may be tried again', async () => {
    server.will(hangUp, hangUp, hangUp, hangUp);
    const error: unknown = await tollgate.orders.void('ord_4').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TollgateConnectionError);
    expect(error).toMatchObject({ message: 'POST /v1/orders/ord_4/void was not answered', idempotencyKey: keys()[0] });
    expect(server.asked).toHaveLength(4);
  });

  it('waits no longer for a silent gateway than it is told', async () => {
    const silent = () => undefined;
    server.will(silent, json(200, { id: 'ord_5' }));
    expect(await tollgate.orders.get('ord_5', {}, { timeoutMs: 200 })).toMatchObject({ id: 'ord_5' });
  });

  it('stops at once when its caller does', async () => {
    server.will(() => undefined);
    await expect(tollgate.orders.get('ord_5', {}, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/aborted|timeout/i);
    expect(server.asked).toHaveLength(1);
  });

  it('takes a card token as deleted that an earlier try deleted', async () => {
    server.will(hangUp, json(404, problem(404, 'not_found')));
    expect(await tollgate.cardTokens.delete('tok_1')).toBeUndefined();
    server.will(json(404, problem(404, 'not_found')));
    await expect(tollgate.cardTokens.delete('tok_1')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('goes through a list page by page', async () => {
    server.will(
      json(200, { data: [{ id: 'a' }, { id: 'b' }], nextCursor: 'c/1' }),
      json(200, { data: [{ id: 'c' }], nextCursor: null }),
    );
    const ids: string[] = [];
    for await (const { id } of tollgate.orders.list({ status: 'approved' })) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    expect(server.asked.map(({ url }) => url)).toEqual(['/v1/orders?status=approved', '/v1/orders?status=approved&cursor=c%2F1']);
  });

  it('sets settings only where they are as they were read', async () => {
    server.will(json(200, { version: 4 }));
    await tollgate.settings.put('receipt', { shopName: 'A' }, { ifVersion: 3 });
    expect(server.asked[0]?.headers['if-match']).toBe('"3"');
  });

  it('S18: shows its key to nobody who prints it, and sends it to no other address', async () => {
    expect(inspect(tollgate, { depth: 9, showHidden: true }) + JSON.stringify(tollgate)).not.toContain('secret');
    server.will((_, response) => void response.writeHead(302, { location: `${server.url}/elsewhere` }).end());
    await expect(new Tollgate({ apiKey, apiUrl: server.url, maxRetries: 0 }).orders.get('ord_1')).rejects.toThrow();
    expect(server.asked).toHaveLength(1);
  });

  it.each(['http://gateway.example', 'ftp://localhost'])('sends no key to %s', (apiUrl) =>
    expect(() => new Tollgate({ apiKey, apiUrl })).toThrow('https://'),
  );
});
