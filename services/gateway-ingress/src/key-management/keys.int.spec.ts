import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { memberOf } from '../testing/person.js';

describe('the API keys of a store', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());
  beforeEach(() => gateway.query('DELETE FROM gateway_ingress.attempts'));

  const keys = (mode = 'live', store = 'mer_demo') => `stores/${store}/${mode}/api-keys`;
  const body = { name: 'The shop’s server' };
  const statusWith = async (key: string) => (await gateway.send('GET', '/v1/orders/ord_1', { key })).status;

  it('are shown once, and kept as a hash', async () => {
    const owner = await memberOf(gateway, 'owner');
    const { status, json } = await owner.send('POST', keys(), { body });
    expect([status, json]).toMatchObject([201, { name: body.name, mode: 'live', createdBy: 'A owner', revokedAt: null }]);
    expect(json.key).toMatch(/^tgk_live_[\w-]{43}$/);
    expect(await statusWith(json.key)).toBe(404);
    const [entry] = (await owner.send('GET', keys())).json.data;
    expect(entry).toEqual({ ...json, key: undefined });
    const kept = JSON.stringify(await gateway.query('SELECT * FROM gateway_ingress.api_keys'));
    expect(kept).not.toContain(json.key.slice(9));
  });

  it('give no developer a way to move money: a key does no more than who made it', async () => {
    const developer = await memberOf(gateway, 'developer');
    const wish = (scopes: readonly string[]) => developer.send('POST', keys('test'), { body: { ...body, scopes } });
    const refused = await wish(['read', 'refunds']);
    expect([refused.status, refused.json.code, refused.json.errors]).toMatchObject([403, 'not_allowed', undefined]);
    const { json } = await developer.send('POST', keys('test'), { body });
    expect(json.scopes).toEqual(['read', 'goods', 'licenses', 'settings']);
    const { key } = json;
    for (const [method, path] of [
      ['POST', '/v1/orders'],
      ['POST', '/v1/orders/ord_1/refunds'],
      ['POST', '/v1/orders/ord_1/captures'],
      ['POST', '/v1/credits'],
      ['PUT', '/v1/settings/refunds'],
    ] as const) {
      const answer = await gateway.send(method, path, { key, body: {} });
      expect([path, answer.status, answer.json.code]).toEqual([path, 403, 'not_allowed']);
    }
    expect(await statusWith(key)).toBe(404);
  });

  it('that an owner makes for orders alone place them, and give nothing back', async () => {
    const owner = await memberOf(gateway, 'owner');
    const { json } = await owner.send('POST', keys('test'), { body: { ...body, scopes: ['orders', 'orders'] } });
    expect(json.scopes).toEqual(['orders']);
    const { key } = json;
    expect((await gateway.send('POST', '/v1/orders', { key, body: sampleOrder() })).status).toBeLessThan(300);
    expect((await gateway.send('POST', '/v1/orders/ord_1/refunds', { key, body: {} })).status).toBe(403);
    expect(await statusWith(key)).toBe(403);
  });

  it('S14: are dead within five seconds once they are revoked, were they used a moment ago', async () => {
    const owner = await memberOf(gateway, 'owner');
    const { json } = await owner.send('POST', keys(), { body });
    expect(await statusWith(json.key)).toBe(404);
    expect((await owner.send('DELETE', `${keys()}/${json.id}`)).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(await statusWith(json.key)).toBe(401);
    expect((await owner.send('DELETE', `${keys()}/${json.id}`)).status).toBe(204);
  }, 20_000);

  it('S1: are those of the store and the mode that was asked', async () => {
    const [owner, stranger] = [await memberOf(gateway, 'owner'), await memberOf(gateway, 'owner', 'mer_other')];
    const { json } = await owner.send('POST', keys(), { body });
    expect((await owner.send('DELETE', `${keys('test')}/${json.id}`)).status).toBe(404);
    expect((await stranger.send('DELETE', `${keys('live', 'mer_other')}/${json.id}`)).status).toBe(404);
    expect((await stranger.send('GET', keys())).status).toBe(404);
    expect((await stranger.send('GET', keys('live', 'mer_other'))).json.data).toEqual([]);
    expect(await statusWith(json.key)).toBe(404);
  });

  it.each(['manager', 'accountant', 'support', 'read_only'])('S24: are nothing for a %s', async (role) => {
    const person = await memberOf(gateway, role);
    for (const [method, path] of [
      ['GET', keys()],
      ['POST', keys()],
      ['DELETE', `${keys()}/key_1`],
    ] as const)
      expect((await person.send(method, path, method === 'POST' ? { body } : {})).json.code).toBe('not_allowed');
  });

  it('S17: get no scope to write goods, which are those of both modes, from whoever has shown a password alone', async () => {
    const developer = await memberOf(gateway, 'developer');
    await gateway.query('UPDATE gateway_ingress.sessions SET has_second_factor = false');
    const codeFor = async (wish: object) => (await developer.send('POST', keys('test'), { body: wish })).json.code;
    expect(await codeFor(body)).toBe('second_factor_required');
    expect(await codeFor({ name: body.name })).toBe('second_factor_required');
    expect(await codeFor({ ...body, scopes: ['read', 'settings'] })).toBeUndefined();
  });

  it('are made once for each Idempotency-Key, and shown once', async () => {
    const developer = await memberOf(gateway, 'developer');
    const headers = { 'idempotency-key': `key-${Math.random().toString(36).slice(2)}` };
    const first = await developer.send('POST', keys('test'), { body, headers });
    const second = await developer.send('POST', keys('test'), { body, headers });
    expect(second.json).toEqual({ ...first.json, key: null });
    expect(JSON.stringify(await gateway.query('SELECT * FROM order_log.idempotency_records'))).not.toContain(first.json.key);
  });

  it('are told to be asked for anew where the database failed at the commit: they were not made', async () => {
    const developer = await memberOf(gateway, 'developer');
    const headers = { 'idempotency-key': `key-${Math.random().toString(36).slice(2)}` };
    await gateway.query(`CREATE FUNCTION gateway_ingress.fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''commit''; END';
      CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON gateway_ingress.api_keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        EXECUTE FUNCTION gateway_ingress.fail()`);
    expect((await developer.send('POST', keys('test'), { body, headers })).status).toBe(500);
    await gateway.query('DROP TRIGGER fail ON gateway_ingress.api_keys; DROP FUNCTION gateway_ingress.fail');
    const { status, json } = await developer.send('POST', keys('test'), { body, headers });
    expect([status, json.code]).toEqual([409, 'key_not_made']);
    expect((await developer.send('POST', keys('test'), { body })).status).toBe(201);
  });

  it('are two hundred in force at most', async () => {
    const store = 'mer_many_keys';
    const owner = await memberOf(gateway, 'owner', store);
    const made = await owner.send('POST', keys('test', store), { body });
    await gateway.query(
      `INSERT INTO gateway_ingress.api_keys SELECT (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(), 'lookup', gen_random_uuid()))).*
        FROM gateway_ingress.api_keys k, generate_series(1, 199) WHERE merchant_id = '${store}'`,
    );
    const full = await owner.send('POST', keys('test', store), { body });
    expect([full.status, full.json.code]).toEqual([409, 'too_many_keys']);
    expect((await owner.send('POST', keys('live', store), { body })).status).toBe(201);
    expect((await owner.send('DELETE', `${keys('test', store)}/${made.json.id}`)).status).toBe(204);
    expect((await owner.send('POST', keys('test', store), { body })).status).toBe(201);
  });

  it('S21: are recorded as they are made and revoked, with who did it', async () => {
    const developer = await memberOf(gateway, 'developer');
    const { user } = (await developer.look()).json;
    const { json } = await developer.send('POST', keys('test'), { body });
    await developer.send('DELETE', `${keys('test')}/${json.id}`);
    const events = await gateway.query<{ type: string; data: object; actor: string }>(
      `SELECT type, data, header->'actor'->>'on' AS actor FROM order_log.events WHERE type LIKE 'ApiKey%' ORDER BY position DESC LIMIT 2`,
    );
    expect(events).toMatchObject([
      { type: 'ApiKeyRevoked', actor: user.id },
      {
        type: 'ApiKeyIssued',
        actor: user.id,
        data: { mode: 'test', name: body.name, scopes: ['read', 'goods', 'licenses', 'settings'] },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain(json.key);
  });
});
