import { randomBytes, randomUUID } from 'node:crypto';
import { uuidFromHex } from '@tollgate/contracts';
import { eventually } from '@tollgate/testing';
import { TestGateway } from '../../testing/gateway.js';
import { sampleOrder } from '../../testing/orders.js';
import { checkoutSessionSchema } from './checkout-session.schema.js';

const { items, currency, billingAddress } = sampleOrder();
const sold = { currency, items, successUrl: 'https://shop.example/thanks', cancelUrl: 'https://shop.example/cart' };

describe('checkout sessions', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const create = (
    change: object = {},
    options: { readonly key?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) => gateway.send('POST', '/v1/checkout-sessions', { body: { ...sold, ...change }, ...options });

  it('are made with a page that only who has its address finds', async () => {
    const { status, json } = await create({ reference: 'cart-17', metadata: { cart: 'c-17' }, locale: 'de' });
    expect(status).toBe(201);
    expect(checkoutSessionSchema.parse(json)).toMatchObject({
      status: 'open',
      mode: 'test',
      type: 'sale',
      order: null,
      amounts: null,
      reference: 'cart-17',
      locale: 'de',
      metadata: { cart: 'c-17' },
      successUrl: sold.successUrl,
    });
    expect(json.id).toMatch(/^cs_[0-9a-f]{32}$/);
    expect(json.url).toMatch(/^https:\/\/localhost:7443\/pay\/[\w-]{64}$/);
    expect(Date.parse(json.expiresAt) - Date.parse(json.createdAt)).toBeGreaterThan(86_390_000);
    expect((await gateway.send('GET', `/v1/checkout-sessions/${json.id}`)).json).toEqual(json);
  });

  it('I6: are made once for each Idempotency-Key, and the same request gets the same address', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await create({}, { headers }), await create({}, { headers })];
    expect([again.status, again.json]).toEqual([201, first.json]);
    const other = await create({ reference: 'other' }, { headers });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it.each([
    ['a sku that nobody knows', { items: [{ ...items[0], sku: 'NOPE' }] }, 'unknown_sku', '/items/0/sku'],
    ['a digital good that is to be shipped', { items: [{ ...items[0], kind: 'physical' }] }, 'good_is_digital', '/items/0/kind'],
    ['a good without a file', { items: [{ ...items[0], sku: 'EMPTY-1' }] }, 'no_file_for_sku', '/items/0/sku'],
    ['no items', { items: [] }, 'too_few_items', '/items'],
    ['a way back without TLS', { successUrl: 'http://shop.example/thanks' }, 'https_required', '/successUrl'],
    ['a way back with a password', { cancelUrl: 'https://a:b@shop.example/' }, 'invalid_url', '/cancelUrl'],
    ['a way back that is a script', { successUrl: 'javascript:alert(1)' }, 'invalid_url', '/successUrl'],
    ['a way back that is relative', { successUrl: '/thanks' }, 'invalid_url', '/successUrl'],
    ['a country that is none', { billingAddress: { country: 'XX' } }, 'unknown_country', '/billingAddress/country'],
    ['less than half an hour', { expiresInMinutes: 29 }, 'too_small', '/expiresInMinutes'],
    [
      'a consent of ours',
      { consents: [{ id: 'withdrawal_waiver', text: 'x', isRequired: true }] },
      'reserved_consent_id',
      '/consents/0/id',
    ],
    ['a card', { payment: {} }, 'unknown_field', '/payment'],
  ])('are refused with %s', async (...[, change, code, field]) => {
    const { status, json } = await create(change);
    expect([status, json.code, json.field]).toEqual([422, code, field]);
  });

  it('lead back to one’s own machine without TLS, in test mode alone', async () => {
    const change = { successUrl: 'http://localhost:3000/thanks', cancelUrl: 'http://127.0.0.1:3000/cart' };
    expect((await create(change)).status).toBe(201);
    const key = `tgk_live_${randomBytes(32).toString('base64url')}`;
    await gateway.giveKey(gateway.merchant, key);
    const live = await create(change, { key });
    expect([live.status, live.json.code]).toEqual([422, 'https_required']);
  });

  it('S1: are not found by another merchant, in the other mode, or by what is no id', async () => {
    const { json } = await create();
    const keys = {
      other: `tgk_test_${randomBytes(32).toString('base64url')}`,
      live: `tgk_live_${randomBytes(32).toString('base64url')}`,
    };
    await gateway.giveKey('mer_other', keys.other);
    await gateway.giveKey(gateway.merchant, keys.live);
    for (const [id, key] of [
      [json.id, keys.other],
      [json.id, keys.live],
      ['cs_1', gateway.apiKey],
    ])
      for (const [method, rest] of [
        ['GET', ''],
        ['POST', '/expire'],
      ] as const) {
        const { status, json: body } = await gateway.send(method, `/v1/checkout-sessions/${id}${rest}`, { key });
        expect([method, status, body.code]).toEqual([method, 404, 'not_found']);
      }
  });

  it('are ended by the merchant, and stay so', async () => {
    const { id } = (await create()).json;
    for (let times = 0; times < 2; times += 1) {
      const { status, json } = await gateway.send('POST', `/v1/checkout-sessions/${id}/expire`);
      expect([status, json.status]).toEqual([200, 'canceled']);
    }
    expect((await gateway.send('GET', `/v1/checkout-sessions/${id}`)).json.status).toBe('canceled');
  });

  it('keep of the customer nothing that can be read, and nothing once they ended', async () => {
    const { id } = (await create({ customer: { email: 'kim@example.com', name: '김철수' }, billingAddress })).json;
    const uuid = uuidFromHex(id.slice(3));
    const rowOf = async () =>
      (
        await gateway.query<{ sealed_customer: Buffer | null }>(
          `SELECT * FROM gateway_ingress.checkout_sessions WHERE id = '${uuid}'`,
        )
      )[0];
    const row = await rowOf();
    expect(JSON.stringify(row)).not.toMatch(/kim@|Albany/);
    expect(row?.sealed_customer?.toString('latin1')).not.toMatch(/kim@|Albany/);
    await gateway.query(
      `UPDATE gateway_ingress.checkout_sessions SET expires_at = now() - interval '1 minute' WHERE id = '${uuid}'`,
    );
    expect((await gateway.send('GET', `/v1/checkout-sessions/${id}`)).json.status).toBe('expired');
    // Though nobody makes or asks for another session.
    await eventually('the customer is forgotten', async () => (await rowOf())?.sealed_customer === null);
  });

  /** A session whose last try was begun so long before now that its time ended, and of which nothing has come. */
  const underWaySince = async (age: string) => {
    const { json } = await create();
    const id = uuidFromHex(json.id.slice(3));
    await gateway.query(
      `UPDATE gateway_ingress.checkout_sessions SET attempt = 1, expires_at = now() - INTERVAL '${age}' WHERE id = '${id}'`,
    );
    const show = async () => (await gateway.send('GET', `/v1/checkout-sessions/${json.id}`)).json.status;
    const keptAnswer = async () =>
      (
        await gateway.query<{ answer: string }>(
          `SELECT answer FROM order_log.idempotency_records WHERE key LIKE 'checkout%${id}%'`,
        )
      )[0]?.answer;
    return { ...json, show, keptAnswer };
  };

  it('are not told as expired while a try is under way that began before: it may yet be paid, unless the merchant ends it', async () => {
    const session = await underWaySince('1 second');
    expect([await session.show(), await session.keptAnswer()]).toEqual(['processing', undefined]);
    const page = await gateway.send('GET', new URL(session.url).pathname, { key: '' });
    expect([page.status, page.text.includes('The time of this page is over')]).toEqual([200, true]);
    const { status, json: ended } = await gateway.send('POST', `/v1/checkout-sessions/${session.id}/expire`, { body: {} });
    expect([status, ended.status, await session.keptAnswer()]).toEqual([200, 'canceled', 'canceled']);
  });

  it('I1: are told as expired for good where nothing came of that try: it places no order any more', async () => {
    const session = await underWaySince('2 minutes');
    for (let times = 0; times < 2; times += 1)
      expect([await session.show(), await session.keptAnswer()]).toEqual(['expired', 'canceled']);
  });

  it('are refused for a reference whose order was paid, which is told, where it is to be unique', async () => {
    const [reference, unique] = [randomUUID(), { referenceIsUnique: true }];
    expect((await create({ reference, ...unique })).status).toBe(201);
    const placed = await gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(), reference, ...unique } });
    const { status, json } = await create({ reference, ...unique });
    expect([status, json.code, json.field, json.order.id]).toEqual([409, 'reference_taken', '/reference', placed.json.id]);
    expect((await create({ reference })).status).toBe(201);
    const missing = await create(unique);
    expect([missing.status, missing.json.code, missing.json.field]).toEqual([422, 'required', '/reference']);
  });

  it('end with the key that made them: nobody pays at a page of one that was revoked', async () => {
    const key = `tgk_test_${randomBytes(32).toString('base64url')}`;
    await gateway.giveKey('mer_leaked', key);
    const { json } = await create({}, { key });
    await gateway.query(`UPDATE gateway_ingress.api_keys SET revoked_at = now() WHERE merchant_id = 'mer_leaked'`);
    const page = await gateway.send('GET', new URL(json.url).pathname, { key: '' });
    expect([page.status, page.text.includes('<form')]).toEqual([200, false]);
  });
});
