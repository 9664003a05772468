import { createHash } from 'node:crypto';
import { create, DescribeBuyerRequestSchema, fromPublicId, newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import { causeOf, openOrderLog, orderTarget, verify } from '@tollgate/order-log';
import { BuyersResponder } from '../orders/buyers.responder.js';
import { TestGateway } from '../testing/gateway.js';
import { orderWith } from '../testing/orders.js';
import { TestPerson } from '../testing/person.js';
import { certificateSchema, customerDetailSchema, customerSchema } from './customer.schema.js';

const absent = `cus_${'0'.repeat(64)}`;

describe('customers', () => {
  let gateway: TestGateway;
  let count = 0;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const newEmail = (): string => {
    count += 1;
    return `ann${count}@example.com`;
  };
  const uuidOf = (order: string): string => fromPublicId('ord', order) ?? '';
  const place = async (email: string, changes: object = {}, key = gateway.apiKey): Promise<string> => {
    const body = { ...orderWith('/customer/email', email), ...changes };
    const { json } = await gateway.send('POST', '/v1/orders', { body, key });
    return json.id ?? json.order.id;
  };
  /** An order that its customer gets nothing more of, and owes nothing more for. */
  const placeDeclined = (email: string, key?: string) => place(email, { metadata: { fate: 'declined' } }, key);
  /** What another service appends to a captured order. */
  const append = async (service: string, order: string, decide: (order: Order) => readonly OrderEvent[]): Promise<void> => {
    const connectionString = gateway.postgres.urlFor(service.replace('-', '_'));
    const log = await openOrderLog({ connectionString, service, publish: async () => undefined, isRelaying: false });
    const captured = (await log.read(uuidOf(order))).find(({ type }) => type === 'PaymentCaptured');
    if (captured !== undefined) await log.decide(orderTarget(uuidOf(order)), causeOf(captured), decide);
    await log.close();
  };
  /** Everything of a sale has come to its end. */
  const finish = async (order: string): Promise<void> => {
    await append('esd-delivery', order, () => [newEvent('DownloadCompleted', { entitlement: 0, generation: 1 })]);
    await append('notifications', order, ({ payment }) => {
      const operation = payment.operations.find(({ kind }) => kind === 'capture')?.id ?? '';
      return [newEvent('MailSent', { kind: 'receipt', operation, messageId: '<1@tollgate>' })];
    });
  };
  const get = (path: string, key = gateway.apiKey) => gateway.send('GET', `/v1/${path}`, { key });
  const find = async (email: string, key?: string) => (await get(`customers?email=${encodeURIComponent(email)}`, key)).json.data;
  const idOf = async (email: string): Promise<string> => (await find(email))[0].id;
  const forget = (id: string, confirm: string, headers: Record<string, string> = {}, key = gateway.apiKey) =>
    gateway.send('POST', `/v1/customers/${id}/forget`, { body: { confirm }, headers, key });
  /** What esd-delivery is told of who bought an order; the code where it is told nothing. */
  const buyerOf = (order: string): Promise<string> =>
    gateway.service.app
      .get(BuyersResponder, { strict: false })
      .describe(create(DescribeBuyerRequestSchema, { order: uuidOf(order) }))
      .then(
        ({ sealed }) => sealed,
        ({ code }: { code: string }) => code,
      );
  const keysOf = async (email: string): Promise<number> => (await find(email))[0]?.orderCount ?? 0;

  it('are whoever shares an e-mail address, with what their orders add up to', async () => {
    const email = newEmail();
    const first = await place(email.toUpperCase());
    const second = await place(email, { customer: { email, name: 'Ann Newname' } });
    const [found] = await find(email);
    expect(customerSchema.parse(found)).toMatchObject({
      email,
      name: 'Ann Newname',
      orderCount: 2,
      totals: [{ currency: 'USD', refunded: 0 }],
    });
    const { status, json } = await get(`customers/${found.id}?limit=1`);
    expect([status, customerDetailSchema.parse(json).orders.nextCursor]).toEqual([200, second]);
    expect(json.orders.data[0].id).toBe(second);
    const rest = await get(`customers/${found.id}?limit=1&cursor=${second}`);
    expect(rest.json.orders).toMatchObject({ data: [{ id: first }], nextCursor: null });
    expect((await get(`customers?order=${first}`)).json.data).toEqual([found]);
  });

  it('with hundreds of orders are told of the newest, and shown all of them page by page', async () => {
    const email = newEmail();
    const placed: string[] = [];
    for (let round = 0; round < 9; round += 1)
      placed.push(...(await Promise.all(Array.from({ length: 28 }, () => placeDeclined(email)))));
    const id = await idOf(email);
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const { json } = await get(`customers/${id}?limit=100${after}`);
      expect(json).toMatchObject({ orderCount: 250, hasMore: true });
      seen.push(...json.orders.data.map((order: { id: string }) => order.id));
      after = json.orders.nextCursor?.replace(/^/, '&cursor=');
    }
    expect(seen).toEqual(placed.toSorted().reverse());
  });

  it.each([
    ['customers', 422, 'email_or_order'],
    ['customers?email=ann%40example.com&order=ord_1', 422, 'email_or_order'],
    ['customers?email=nobody', 422, 'invalid_email'],
    ['customers?order=ord_1', 404, 'not_found'],
    ['customers?name=Ann', 422, 'unknown_field'],
    [`customers/${absent}`, 404, 'not_found'],
    ['customers/cus_1', 404, 'not_found'],
  ])('answer GET %s with %d %s', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  it('who are forgotten leave a certificate, whole orders, and nothing of themselves', async () => {
    const email = newEmail();
    const sale = await place(email);
    await finish(sale);
    await gateway.send('POST', `/v1/orders/${sale}/notes`, { body: { text: 'Called twice' } });
    const declined = await placeDeclined(email);
    const id = await idOf(email);
    const before = (await get(`orders/${sale}`)).json;
    const buyer = Buffer.from(await buyerOf(sale), 'base64');
    expect([buyer.length > email.length, buyer.includes(email)]).toEqual([true, false]);
    const { status, json } = await forget(id, email.toUpperCase());
    expect([status, certificateSchema.parse(json).ordersLeft]).toEqual([200, 0]);
    expect(json).toMatchObject({ customer: id, mode: 'test', orders: [sale, declined] });
    expect(createHash('sha256').update(json.text).digest('hex')).toBe(json.checksum);
    const [event] = await gateway.query<{ hash: string; data: { orders: string[] } }>(
      `select encode(hash, 'hex') as hash, data from order_log.events where subject_id = '${json.record.subject}' and stream = 'customers' and version = 1`,
    );
    expect([event?.hash, event?.data.orders]).toEqual([json.record.hash, [sale, declined].map(uuidOf)]);

    const order = await get(`orders/${sale}`);
    expect(order.json).toEqual({
      ...before,
      customer: null,
      billingAddress: { region: 'NY', postalCode: '12207', country: 'US' },
      shippingAddress: { region: 'NY', postalCode: '12207', country: 'US' },
    });
    expect((await get(`orders/${sale}/notes`)).json.data).toMatchObject([{ text: null }]);
    const mail = await gateway.send('POST', `/v1/orders/${sale}/mails`, { body: {} });
    expect([mail.status, mail.json.code]).toEqual([409, 'customer_forgotten']);
    expect(await buyerOf(sale)).toBe('customer_forgotten');
    expect(await find(email)).toEqual([]);
    expect((await get(`customers?order=${sale}`)).json.data).toEqual([]);
    expect((await get(`customers/${id}`)).status).toBe(404);
    const { ordersLeft: _, ...certificate } = json;
    expect((await get(`customers/${id}/certificates`)).json.data).toEqual([certificate]);
    expect(await verify({ connectionString: gateway.postgres.url })).toMatchObject({ ok: true });
  });

  it('who are forgotten are not found by the search for orders, whatever reporting knows; the orders are, by what stays', async () => {
    const email = newEmail();
    const order = await placeDeclined(email);
    gateway.neighbors.orderIds = [uuidOf(order)];
    const found = async (query: string) => (await get(`orders?${query}`)).json.data.map(({ id }: { id: string }) => id);
    for (const query of [`email=${email}`, 'name=Ann%20Buyer']) expect(await found(query)).toEqual([order]);
    expect((await forget(await idOf(email), email)).status).toBe(200);
    for (const query of [`email=${email}`, 'name=Ann%20Buyer']) expect(await found(query)).toEqual([]);
    expect(await found('last4=1111')).toEqual([order]);
    gateway.neighbors.orderIds = [];
  });

  it('are not forgotten while orders of theirs are under way, which are named', async () => {
    const email = newEmail();
    const done = await placeDeclined(email);
    const [held, paid] = [await place(email, { type: 'preauth' }), await place(email)];
    const id = await idOf(email);
    const { status, json } = await forget(id, email);
    expect([status, json.code]).toEqual([409, 'orders_under_way']);
    const reasons = Object.fromEntries(json.orders.map((one: { id: string; reasons: string[] }) => [one.id, one.reasons]));
    expect(reasons[held]).toContain('amount_held');
    expect(reasons[paid]).toContain('mail_due');
    expect(reasons).not.toHaveProperty(done);
    expect([await keysOf(email), (await get(`customers/${id}/certificates`)).json.data]).toEqual([3, []]);
    await gateway.send('POST', `/v1/orders/${held}/void`, { body: {} });
    await finish(paid);
    expect((await forget(id, email)).status).toBe(200);
  });

  it('are not forgotten by another address than their own', async () => {
    const email = newEmail();
    await placeDeclined(email);
    const { status, json } = await forget(await idOf(email), 'ben@example.com');
    expect([status, json.code, json.field, await keysOf(email)]).toEqual([422, 'confirmation_differs', '/confirm', 1]);
  });

  it('I6: are forgotten once, however often it is asked: with the key, without it, and at once', async () => {
    const email = newEmail();
    await placeDeclined(email);
    const id = await idOf(email);
    const keyed = { 'idempotency-key': `forget-${email}` };
    const answers = await Promise.all([forget(id, email), forget(id, email), forget(id, email)]);
    expect(new Set(answers.map(({ status, json }) => `${status} ${json.checksum}`)).size).toBe(1);
    const first = await forget(id, email, keyed);
    expect(first.json).toEqual(answers[0]?.json);
    const later = await placeDeclined(email);
    const again = await forget(id, email, keyed);
    expect(again.json).toEqual({ ...first.json, ordersLeft: 1 });
    expect((await get(`orders/${later}`)).json.customer.email).toBe(email);
    const next = await forget(id, email);
    expect([next.json.orders, next.json.ordersLeft, next.json.record.version]).toEqual([[later], 0, 2]);
    expect((await get(`customers/${id}/certificates?limit=1`)).json).toMatchObject({ data: [{ orders: [later] }] });
  });

  it('I14, S1: are each merchant’s own, and each mode’s', async () => {
    const email = newEmail();
    const order = await placeDeclined(email);
    const id = await idOf(email);
    const [foreign, live] = [`tgk_test_${'c'.repeat(43)}`, `tgk_live_${'d'.repeat(43)}`];
    await gateway.giveKey('mer_other', foreign);
    await gateway.giveKey(gateway.merchant, live);
    const theirs = await placeDeclined(email, foreign);
    for (const key of [foreign, live]) {
      expect((await get(`customers/${id}`, key)).status).toBe(404);
      expect((await get(`customers?order=${order}`, key)).status).toBe(404);
      const { status, json } = await forget(id, email, {}, key);
      expect([status, json.code]).toEqual([404, 'not_found']);
    }
    const [other] = await find(email, foreign);
    expect(other.id).not.toBe(id);
    expect(await find(email, live)).toEqual([]);
    expect((await forget(id, email)).status).toBe(200);
    expect((await get(`customers/${id}/certificates`, foreign)).json.data).toEqual([]);
    expect((await get(`orders/${theirs}`, foreign)).json.customer.email).toBe(email);
  });

  it('are forgotten by a person, whom the certificate names, and only with the right', async () => {
    const email = newEmail();
    await placeDeclined(email);
    const id = await idOf(email);
    const person = new TestPerson(gateway);
    await person.signIn();
    const path = `stores/mer_demo/test/customers/${id}`;
    expect((await person.send('GET', path)).json.email).toBe(email);
    await gateway.query(`update gateway_ingress.memberships set role = 'manager'`);
    const refused = await person.send('POST', `${path}/forget`, { body: { confirm: email } });
    expect([refused.status, refused.json.code, await keysOf(email)]).toEqual([403, 'not_allowed', 1]);
    await gateway.query(`update gateway_ingress.memberships set role = 'owner'`);
    const { status, json } = await person.send('POST', `${path}/forget`, { body: { confirm: email } });
    expect([status, json.by]).toEqual([200, expect.stringMatching(/^usr_/)]);
  });

  it('are in no event of the log in clear, nor in the one that forgets them', async () => {
    const email = 'canary-of-the-forgotten@example.com';
    await placeDeclined(email);
    await forget(await idOf(email), email);
    const [{ rows }] = (await gateway.query<{ rows: number }>(
      `select count(*)::int as rows from order_log.events where data::text like '%canary%' or header::text like '%canary%'`,
    )) as [{ rows: number }];
    expect(rows).toBe(0);
  });
});
