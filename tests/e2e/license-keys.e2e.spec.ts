import { verifySignedKey } from '@tollgate/license-keys';
import { eventually } from '@tollgate/testing';
import { fillForm, sendForm, typedAddress, typedCard } from '../load/pay-page.ts';
import { Shop, uuidOf } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const item = (sku: string, quantity = 1) => ({ sku, description: `The ${sku}`, kind: 'digital', quantity, unitAmount: 4900 });
const buy = (sku: string, quantity = 1, type: 'sale' | 'preauth' = 'sale') =>
  shop.place({ type, body: { items: [item(sku, quantity)] } });
const sell = async (sku: string, source: object, keys?: unknown): Promise<void> => {
  expect((await shop.put(`/v1/goods/${sku}`, { kind: 'digital', description: sku })).status).toBe(200);
  expect((await shop.put(`/v1/goods/${sku}/license-keys`, source)).status).toBe(200);
  if (keys !== undefined) expect((await shop.post(`/v1/goods/${sku}/license-keys`, { keys })).status).toBe(200);
};
const state = async (sku: string) => (await shop.get(`/v1/goods/${sku}/license-keys`)).body;
const keysIn = (order: { readonly licenseKeys: readonly { readonly key: string }[] }) => order.licenseKeys.map(({ key }) => key);

describe('I10: license keys of a pool', () => {
  beforeAll(() => sell('POOL', { kind: 'pool', activations: 1 }, 'POOL-KEY-1\nPOOL-KEY-2\nPOOL-KEY-3\nPOOL-KEY-3\n'));

  it('come with the answer, with the order, on the page and in the receipt', async () => {
    const { status, body } = await buy('POOL', 2);
    expect([status, keysIn(body)]).toEqual([201, ['POOL-KEY-1', 'POOL-KEY-2']]);
    expect(body.downloads).toEqual([]);
    expect(keysIn((await shop.get(`/v1/orders/${body.id}`)).body)).toEqual(['POOL-KEY-1', 'POOL-KEY-2']);
    const page = (await shop.fetchLink(body.licenseKeys[0].url)).bytes.toString();
    expect(page).toContain('POOL-KEY-1');
    const { text, html } = await shop.mailOf(body.id, /receipt/i);
    for (const told of [text, html]) expect(told).toContain('POOL-KEY-2');
  });

  it('lie nowhere in clear: not in the log, not in a table', async () => {
    const { rows } = await shop.db.query(
      `SELECT 1 FROM order_log.events WHERE data::text LIKE '%POOL-KEY%'
       UNION ALL SELECT 1 FROM esd_delivery.license_keys k WHERE row_to_json(k)::text LIKE '%POOL-KEY%'`,
    );
    expect(rows).toEqual([]);
  });

  it('are refused before anything is charged where there are not enough, and nothing is recorded', async () => {
    const [before, asked] = [await shop.recorded(), shop.askedOfProcessors()];
    const { status, body } = await buy('POOL', 2);
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 422,
      code: 'keys_exhausted',
      field: '/items/0/quantity',
    });
    expect(body.detail).toContain('Nothing was charged');
    expect([await shop.recorded(), shop.askedOfProcessors()]).toEqual([before, asked]);
    expect(await state('POOL')).toMatchObject({ left: 1, reserved: 0, issued: 2 });
  });

  it('are activated as often as they may be, and no longer once they were refunded', async () => {
    const { body: order } = await buy('POOL');
    const [key] = keysIn(order);
    const activate = (device: string) => shop.post('/v1/license-keys/activations', { key, device });
    expect(await activate('one')).toMatchObject({ status: 201, body: { order: order.id, activated: 1, isActivated: true } });
    expect((await activate('one')).status).toBe(200);
    expect(await activate('two')).toMatchObject({ status: 409, body: { code: 'activation_limit' } });
    expect((await shop.post(`/v1/orders/${order.id}/refunds`)).status).toBe(201);
    const revoked = async () => (await shop.post('/v1/license-keys/check', { key })).body.status === 'revoked' || undefined;
    await eventually('the end of the key', revoked);
    expect(await activate('one')).toMatchObject({ status: 409, body: { code: 'license_key_revoked' } });
    expect(keysIn((await shop.get(`/v1/orders/${order.id}`)).body)).toEqual([]);
    expect(await state('POOL')).toMatchObject({ left: 0, revoked: 1 });
    expect((await buy('POOL')).body.code).toBe('keys_exhausted');
  });

  it('are taken out of it again, but for those that an order has, which are named', async () => {
    await sell('OUT', { kind: 'pool', activations: 2 }, ['OUT-1', 'OUT-2', 'OUT-3']);
    expect(keysIn((await buy('OUT')).body)).toEqual(['OUT-1']);
    const takeOut = (body: object) => shop.post('/v1/goods/OUT/license-keys/removals', body);
    const listed = await takeOut({ keys: 'OUT-1\nOUT-2\nOUT-1\n' });
    expect(listed).toMatchObject({ status: 200, body: { takenOut: 1, kept: ['OUT-1'], left: 1, issued: 1, places: 2 } });
    expect((await takeOut({ all: true })).body).toMatchObject({ takenOut: 1, kept: [], left: 0 });
    expect((await buy('OUT')).body.code).toBe('keys_exhausted');
  });

  it('are sold out on the payment page, too, which told a customer to try again', async () => {
    const pages = { successUrl: 'https://shop.example/thanks', cancelUrl: 'https://shop.example/cart' };
    const session = (await shop.post('/v1/checkout-sessions', { currency: 'USD', items: [item('POOL')], ...pages })).body;
    const filled = await fillForm(shop.demo, session, typedAddress());
    const recorded = await shop.recorded();
    const { status, body } = await sendForm(shop.demo, session, { ...filled, ...typedCard(), action: 'pay' });
    expect([status, await shop.recorded()]).toEqual([409, recorded]);
    expect(String(body)).toMatch(/Sold out.*Nothing was charged/s);
    expect(String(body)).not.toContain('try again');
  });

  it('are kept while a preauth is held, and go back once it is voided', async () => {
    await sell('HELD', { kind: 'pool' }, ['HELD-1']);
    const { body: held } = await buy('HELD', 1, 'preauth');
    expect([held.status, held.licenseKeys]).toEqual(['approved', []]);
    expect((await buy('HELD')).body.code).toBe('keys_exhausted');
    expect((await shop.post(`/v1/orders/${held.id}/void`)).status).toBe(201);
    await eventually('the key is back', async () => (await state('HELD')).left === 1 || undefined);
    const { body: again } = await buy('HELD', 1, 'preauth');
    const captured = await shop.post(`/v1/orders/${again.id}/captures`);
    expect([captured.status, keysIn(captured.body.order)]).toEqual([201, ['HELD-1']]);
  });
});

describe('license keys that are made', () => {
  it('are drawn by their pattern', async () => {
    await sell('DRAWN', { kind: 'pattern', pattern: 'DRAWN-XXXXXX-XXXXXX-XXXXXX' });
    const { body } = await buy('DRAWN', 3);
    expect(new Set(keysIn(body)).size).toBe(3);
    for (const key of keysIn(body)) expect(key).toMatch(/^DRAWN(-[2-9A-HJKMNP-Z]{6}){3}$/);
  });

  it('verify offline by the public key of their good', async () => {
    await sell('SIGNED', { kind: 'signed' });
    const { body } = await buy('SIGNED');
    const { publicKey } = await state('SIGNED');
    expect(keysIn(body).map((key) => verifySignedKey(publicKey, key))).toMatchObject([
      { sku: 'SIGNED', order: uuidOf(body.id), line: 1, piece: 0 },
    ]);
  });

  it.each([
    ['POST', '/v1/goods/NOWHERE/license-keys', { keys: ['A'] }, 404, 'not_found'],
    ['POST', '/v1/goods/SIGNED/license-keys', { keys: ['A'] }, 409, 'no_key_pool'],
    ['POST', '/v1/goods/POOL/license-keys', { keys: [] }, 422, 'no_keys'],
    ['POST', '/v1/goods/POOL/license-keys', { keys: [17] }, 422, 'invalid_keys'],
    ['POST', '/v1/goods/SIGNED/license-keys/removals', { all: true }, 409, 'no_key_pool'],
    ['POST', '/v1/goods/POOL/license-keys/removals', {}, 422, 'keys_or_all'],
    ['POST', '/v1/goods/POOL/license-keys/removals', { keys: ['A'], all: true }, 422, 'keys_or_all'],
    ['PUT', '/v1/goods/NOWHERE/license-keys', { kind: 'pool' }, 404, 'not_found'],
    ['PUT', '/v1/goods/POOL/license-keys', { kind: 'lots' }, 422, 'invalid_value'],
    ['PUT', '/v1/goods/POOL/license-keys', { kind: 'pattern', pattern: 'XXXX-XXXX-XXXX' }, 422, 'pattern_too_short'],
    ['POST', '/v1/license-keys/activations', { key: 'NONE', device: 'one' }, 404, 'unknown_license_key'],
    ['POST', '/v1/license-keys/check', {}, 422, 'required'],
  ])('%s %s of %j is answered %d %s', async (method, path, body, status, code) => {
    const answer = method === 'PUT' ? await shop.put(path, body) : await shop.post(path, body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
  });

  it('are guessed by no client that asks about one after the other, while others are answered', async () => {
    const check = (key: string, client?: string) => shop.post('/v1/license-keys/check', { key, ...(client && { client }) });
    for (let tries = 0; tries < 10; tries += 1) expect((await check(`GUESS-${tries}`, 'guesser')).status).toBe(404);
    const refused = await check('GUESS-11', 'guesser');
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_unknown_keys']);
    const [key = ''] = keysIn((await buy('SIGNED')).body);
    expect((await check(key, 'guesser')).status).toBe(429);
    for (let times = 0; times < 12; times += 1) expect((await check(key, 'customer')).status).toBe(200);
    expect((await check(key)).status).toBe(200);
  });

  it('leave books that an audit finds nothing in', async () => {
    await shop.mailsAreSent();
    expect(shop.audit()).not.toContain('✗');
  });
});
