import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import pg from 'pg';
import { someOrder } from '../load/orders.ts';
import { callApi } from '../load/place.ts';
import { type RunningStack, startStack } from '../stack.ts';

jest.setTimeout(240_000);

/** The sample order with one place changed; `undefined` leaves the place out. */
const orderWith = (path: string, value: unknown): string => {
  const order = JSON.parse(someOrder());
  const keys = path.split('/').slice(1);
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => at[key], order);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(order);
};

const card = '/payment/card';

interface Refused {
  readonly what: string;
  readonly body: string;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
}

/** What is wrong, the body, status, code, field. */
const refused = (...[what, body, status, code, field]: [string, string, number, string, string?]): Refused => ({
  what,
  body,
  status,
  code,
  ...(field === undefined ? {} : { field }),
});

const cases: readonly Refused[] = [
  refused('malformed JSON', '{"type": "sale",', 400, 'malformed_json'),
  refused('no object', '[]', 400, 'not_an_object'),
  refused('JSON nested too deep', `{"metadata":${'['.repeat(200)}${']'.repeat(200)}}`, 400, 'malformed_json'),
  refused('a body of 10 MB', JSON.stringify({ metadata: { a: 'x'.repeat(10 * 2 ** 20) } }), 413, 'body_too_large'),
  refused('a text for a number', orderWith('/items/0/unitAmount', '1999'), 422, 'invalid_type', '/items/0/unitAmount'),
  refused('a negative amount', orderWith('/items/0/unitAmount', -1), 422, 'negative_amount', '/items/0/unitAmount'),
  refused('a fraction of a cent', orderWith('/items/0/unitAmount', 19.99), 422, 'not_an_integer', '/items/0/unitAmount'),
  refused(
    'an amount beyond all bounds',
    orderWith('/items/0/unitAmount', 2 ** 53),
    422,
    'amount_too_large',
    '/items/0/unitAmount',
  ),
  refused('an unknown currency', orderWith('/currency', 'ABC'), 422, 'unknown_currency', '/currency'),
  refused('an unknown country', orderWith('/billingAddress/country', 'XX'), 422, 'unknown_country', '/billingAddress/country'),
  refused('an unknown sku', orderWith('/items/0/sku', 'NOPE-1'), 422, 'unknown_sku', '/items/0/sku'),
  refused(
    'an unknown shipping method',
    orderWith('/shippingMethod', 'rocket'),
    422,
    'unknown_shipping_method',
    '/shippingMethod',
  ),
  refused(
    'a card that fails the Luhn check',
    orderWith(`${card}/number`, '4242424242424241'),
    422,
    'invalid_card_number',
    `${card}/number`,
  ),
  refused('an expired card', orderWith(`${card}/expiryYear`, 2020), 422, 'card_expired', `${card}/expiryMonth`),
  refused('a missing e-mail', orderWith('/customer/email', undefined), 422, 'required', '/customer/email'),
  refused('no items', orderWith('/items', []), 422, 'too_few_items', '/items'),
  refused(
    'a line break in the name',
    orderWith('/customer/name', 'Ann\r\nBcc: all@example.com'),
    422,
    'invalid_characters',
    '/customer/name',
  ),
  refused(
    'a line break in the e-mail',
    orderWith('/customer/email', 'a@example.com\r\nBcc: b@example.com'),
    422,
    'invalid_characters',
    '/customer/email',
  ),
  refused('a field that decides for us', orderWith('/status', 'approved'), 422, 'unknown_field', '/status'),
];

describe('a request that is refused', () => {
  let stack: RunningStack;
  const demo = () => stack.demo();
  const place = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    callApi(demo(), { method: 'POST', path: '/v1/orders', body, headers: { 'idempotency-key': randomUUID(), ...headers } });
  const recorded = async (): Promise<number> => {
    const db = new pg.Client({ connectionString: demo().postgresUrl });
    await db.connect();
    const { rows } = await db.query<{ count: string }>(
      'SELECT (SELECT count(*) FROM order_log.events) + (SELECT count(*) FROM order_log.idempotency_records) AS count',
    );
    await db.end();
    return Number(rows[0]?.count);
  };
  const asked = (): number =>
    readFileSync(demo().acquirerJournal, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"02')).length;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each(cases)(
    'for $what gets its code and field; nothing is appended, nothing charged',
    async ({ body, status, code, field }) => {
      const before = [await recorded(), asked()];
      const answer = await place(body);
      expect({ status: answer.status, code: answer.body.code, field: answer.body.field }).toEqual({ status, code, field });
      expect(answer.body).toMatchObject({ requestId: answer.headers['x-request-id'], title: expect.any(String) });
      expect(JSON.stringify(answer.body)).not.toMatch(/at \w+ \(|node_modules|select |stack/i);
      expect([await recorded(), asked()]).toEqual(before);
    },
  );

  it('for a wrong key gets 401', async () => {
    for (const authorization of ['', 'Bearer nonsense', `Bearer tgk_test_${'a'.repeat(43)}`]) {
      expect(await place(someOrder(), { authorization })).toMatchObject({ status: 401, body: { code: 'invalid_api_key' } });
    }
  });

  it('for another body under the same key gets 422, and the first answer stands', async () => {
    const headers = { 'idempotency-key': 'one-key' };
    const order = someOrder();
    const first = await place(order, headers);
    expect(first.status).toBe(201);
    expect(await place(someOrder(), headers)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect((await place(order, headers)).body.id).toBe(first.body.id);
  });

  it('S1: for an order that is absent, or by an id that is none, gets one and the same 404', async () => {
    const { body } = await place(someOrder());
    const answers = await Promise.all(
      [`ord_${'0'.repeat(32)}`, 'nonsense', `${body.id}0`].map((id) =>
        callApi(demo(), { method: 'GET', path: `/v1/orders/${id}` }),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
