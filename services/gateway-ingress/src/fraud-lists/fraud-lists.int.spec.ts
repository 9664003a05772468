import { randomBytes } from 'node:crypto';
import { fromPublicId } from '@tollgate/contracts';
import { TestGateway } from '../testing/gateway.js';
import { orderWith, sampleOrder } from '../testing/orders.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await TestGateway.start();
});
afterAll(() => gateway.stop());

const PAN = '4111111111111111';
const place = async (order: object = sampleOrder()) => {
  const { json } = await gateway.send('POST', '/v1/orders', { body: order });
  return json.order ?? json;
};
const list = (body: object, headers = {}, name = 'block') => gateway.send('POST', `/v1/fraud-lists/${name}`, { body, headers });
const screeningOf = async (id: string) => {
  const [row] = await gateway.query<{ screening: Record<string, string> }>(
    `SELECT data->'screening' AS screening FROM order_log.events WHERE type = 'OrderPlaced' AND subject_id = '${fromPublicId('ord', id)}'`,
  );
  return row?.screening ?? {};
};
const lastWish = () => gateway.neighbors.fraud.listings.at(-1);

describe('what a merchant lists', () => {
  it.each([
    ['card', { card: { number: PAN } }, '411111…1111'],
    ['email', { email: 'ANN@example.com' }, 'a…@example.com'],
    ['emailDomain', { emailDomain: 'Example.com' }, 'example.com'],
    ['ip', { ip: '::ffff:203.0.113.9' }, '203.0.113.…'],
    ['network', { network: '203.0.113.0/24' }, '203.0.113.0/24'],
    ['countries', { country: 'US' }, 'US'],
    ['skus', { sku: 'MUG-1' }, 'MUG-1'],
  ])('goes to fraud by the very name that orders are screened by: %s', async (member, body, value) => {
    const { id } = await place();
    const { status, json } = await list({ ...body, reason: 'charged back' });
    expect([status, json.value, json.reason, json.list, json.order, json.expiresAt]).toEqual([
      201,
      value,
      'charged back',
      'block',
      null,
      null,
    ]);
    const screening = await screeningOf(id);
    expect([screening[member]].flat()).toContain(lastWish()?.wishes[0]?.name);
  });

  it('S18: leaves no card number and no e-mail address behind', async () => {
    await list({ card: { number: PAN } }, { 'Idempotency-Key': 'with-a-card' });
    await list({ email: 'secret.person@example.com' }, { 'Idempotency-Key': 'with-an-email' });
    const kept =
      JSON.stringify(gateway.neighbors.fraud.listings) +
      JSON.stringify(await gateway.query('SELECT * FROM order_log.idempotency_records'));
    expect(kept).not.toContain(PAN);
    expect(kept).not.toContain('secret.person');
  });

  it('is listed once under a key, and answered again as it was', async () => {
    const headers = { 'Idempotency-Key': 'list-once' };
    const first = await list({ country: 'NZ' }, headers);
    const count = gateway.neighbors.fraud.listings.length;
    const second = await list({ country: 'NZ' }, headers);
    expect([second.status, second.json]).toEqual([201, first.json]);
    expect(gateway.neighbors.fraud.listings.length).toBe(count);
    expect((await list({ country: 'AU' }, headers)).json.code).toBe('idempotency_key_reused');
  });

  it.each([
    [{}, 'one_value', '/card'],
    [{ country: 'NZ', sku: 'A' }, 'one_value', '/sku'],
    [{ card: { number: '4111111111111112' } }, 'invalid_card_number', '/card/number'],
    [{ card: { number: PAN, cvc: '123' } }, 'unknown_field', '/card/cvc'],
    [{ card: { number: PAN }, reason: `it was 4111 1111 1111 1111` }, 'card_number_in_text', '/reason'],
    [{ email: 'ann' }, 'invalid_email', '/email'],
    [{ email: 'ann@example.com', expiresAt: 'tomorrow' }, 'invalid_time', '/expiresAt'],
    [{ email: 'ann@example.com', expiresAt: '2020-01-01T00:00:00Z' }, 'in_the_past', '/expiresAt'],
    [{ name: 'Ann' }, 'unknown_field', '/name'],
  ])('is refused where it is none, with the place: %j', async (body, code, field) => {
    const count = gateway.neighbors.fraud.listings.length;
    const { status, json } = await list(body);
    expect([status, json.code, json.field]).toEqual([422, code, field]);
    expect(json.detail ?? json.errors?.[0]?.detail).toEqual(expect.any(String));
    expect(gateway.neighbors.fraud.listings.length).toBe(count);
  });

  it('lets nobody pass by what many share', async () => {
    expect((await list({ country: 'NZ' }, {}, 'allow')).json).toMatchObject({ code: 'block_only', field: '/country' });
    expect((await list({ email: 'ann@example.com' }, {}, 'allow')).status).toBe(201);
  });

  it('is shown and taken off by its id', async () => {
    const { json } = await list({ country: 'FR' });
    const page = await gateway.send('GET', '/v1/fraud-lists/block?kind=country&limit=1');
    expect(page.json).toEqual({ data: [json], nextCursor: null });
    expect((await gateway.send('DELETE', `/v1/fraud-lists/block/${json.id}`)).status).toBe(204);
    for (const id of [json.id, 'fle_1', 'ord_01890a5dac96774bbcceb302099a8057']) {
      expect((await gateway.send('DELETE', `/v1/fraud-lists/block/${id}`)).status).toBe(404);
    }
    expect((await gateway.send('GET', '/v1/fraud-lists/block?kind=name')).json.code).toBe('invalid_value');
  });
});

describe('an order whose buyer is blocked', () => {
  const block = (id: string, body: object, headers = {}) => gateway.send('POST', `/v1/orders/${id}/block`, { body, headers });

  it('is blocked by card, e-mail and IP, and nothing of it is shown in full', async () => {
    const { id } = await place();
    const { status, json } = await block(id, { card: true, email: true, ip: true, reason: 'charged back' });
    expect([status, json.data.map(({ kind, value, order }: Record<string, string>) => [kind, value, order])]).toEqual([
      201,
      [
        ['card', '411111…1111', id],
        ['email', 'a…@example.com', id],
        ['ip', '203.0.113.…', id],
      ],
    ]);
    const { card, email, ip } = await screeningOf(id);
    expect(lastWish()).toMatchObject({ list: 'block', reason: 'charged back', order: fromPublicId('ord', id) });
    expect(lastWish()?.wishes.map(({ name }) => name)).toEqual([card, email, ip]);
  });

  it('is refused by what it is not known by', async () => {
    const { id } = await place(orderWith('/customer/ipAddress', undefined));
    expect((await block(id, { ip: true })).json).toMatchObject({ status: 409, code: 'nothing_to_block', field: '/ip' });
    expect((await block(id, {})).json).toMatchObject({ status: 422, code: 'required' });
    expect((await block(id, { phone: true })).json).toMatchObject({ status: 422, code: 'unknown_field' });
  });

  it('I14: is not there for anybody else', async () => {
    const { id } = await place();
    const key = `tgk_test_${randomBytes(32).toString('base64url')}`;
    await gateway.giveKey('mer_other', key);
    const body = { card: true };
    expect((await gateway.send('POST', `/v1/orders/${id}/block`, { body, key })).status).toBe(404);
    expect((await block('ord_1', body)).status).toBe(404);
  });
});

describe('a lockout', () => {
  it('of an e-mail address is known by the order of its last failure', async () => {
    const { id } = await place();
    gateway.neighbors.fraud.list({ kind: 'email', list: 'lockout', order: fromPublicId('ord', id) ?? '' });
    const { json } = await gateway.send('GET', '/v1/fraud-lists/lockout');
    expect(json.data).toMatchObject([{ kind: 'email', value: 'a…@example.com', order: id, by: null }]);
  });
});

describe('the queue of reviews', () => {
  it('shows held orders as fraud has them, with why and until when, and none whose review has ended', async () => {
    const [first, second] = [await place(sampleOrder('held')), await place(sampleOrder('held'))];
    const accepted = await place();
    gateway.neighbors.fraud.heldOrders = [second, accepted, first].map(({ id }) => fromPublicId('ord', id) ?? '');
    const { status, json } = await gateway.send('GET', '/v1/reviews?limit=3');
    expect([status, json.nextCursor]).toEqual([200, null]);
    expect(json.data).toMatchObject(
      [second, first].map(({ id }) => ({
        status: 'held',
        reasons: ['amount_limit'],
        order: { id, status: 'review' },
      })),
    );
  });
});
