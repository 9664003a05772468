import { toPublicId } from '@tollgate/contracts';
import { orderAnswerSchema, orderDetailSchema } from './order-answer.schema.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('the orders of the merchant API', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = (fate?: string, change: object = {}) =>
    gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(fate), ...change } });
  const physicalOnly = { items: sampleOrder().items.slice(1) };

  describe('POST /v1/orders', () => {
    it('answers an approved sale with its amounts and download links', async () => {
      const { status, json, headers } = await place();
      expect(status).toBe(201);
      expect(orderAnswerSchema.parse(json)).toMatchObject({
        status: 'approved',
        amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426 },
        payment: { status: 'captured', brand: 'visa', last4: '1111', authorizationCode: 'A12345', avs: 'Y', cvc: 'M' },
        downloads: [{ sku: 'EBOOK-1', fileName: 'book.epub', size: 1_048_576 }],
      });
      expect(json.downloads[0].url).toMatch(/^https:\/\/downloads\.example:8444\/d\/[\w-]{67}$/);
      expect(headers.location).toBe(`/v1/orders/${json.id}`);
    });

    it('answers a sale that is only shipped as soon as it is captured', async () => {
      const { status, json } = await place(undefined, physicalOnly);
      expect([status, json.payment.status, json.downloads]).toEqual([201, 'captured', []]);
    });

    it('answers a preauth as soon as it is authorized', async () => {
      const { status, json } = await place(undefined, { type: 'preauth' });
      expect([status, json.status, json.payment.status]).toEqual([201, 'approved', 'authorized']);
    });

    it('answers an order that is held for review with 202', async () => {
      const { status, json, headers } = await place('held');
      expect([status, json.status, headers.location]).toEqual([202, 'review', `/v1/orders/${json.id}`]);
    });

    it.each([
      ['declined', 402, 'do_not_honor', 'declined'],
      ['timed-out', 402, 'acquirer_timeout', 'declined'],
      ['lost', 402, 'card_data_lost', 'rejected'],
      ['duplicate', 402, 'duplicate_order', 'rejected'],
      ['unpriced', 422, 'destination_not_served', 'rejected'],
    ])('answers an order that is %s with a problem that has the order inside', async (...[fate, status, code, orderStatus]) => {
      const answer = await place(fate);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(answer.json).toMatchObject({ status, code, order: { status: orderStatus } });
      expect(answer.status).toBe(status);
      expect(answer.json.requestId).toBe(answer.headers['x-request-id']);
      orderAnswerSchema.parse(answer.json.order);
    });

    it('names the first order to whoever sends it twice', async () => {
      const { json } = await place('duplicate');
      expect(json.order.fraud.duplicateOf).toMatch(/^ord_[0-9a-f]{32}$/);
    });

    it('stores the card with the vault, and nothing of it in the log', async () => {
      await place();
      expect(gateway.neighbors.cardsStored.at(-1)).toBe('4111111111111111');
      const [{ text } = { text: '' }] = await gateway.query<{ text: string }>(
        "select string_agg(header::text || data::text, ' ') as text from order_log.events",
      );
      expect(text).toContain('411111');
      for (const secret of ['4111111111111111', 'ann@example.com', 'Ann Buyer', 'Main St', '203.0.113.9', '+15005550001']) {
        expect(text).not.toContain(secret);
      }
    });
  });

  describe('POST /v1/orders/{id}/capture', () => {
    const authorized = async (): Promise<string> => (await place(undefined, { type: 'preauth' })).json.id;
    const capture = (id: string, body: object = {}, headers = {}) =>
      gateway.send('POST', `/v1/orders/${id}/capture`, { body, headers });

    it('captures an authorized order and answers with its downloads', async () => {
      const { status, json } = await capture(await authorized());
      expect([status, json.status, json.payment.status, json.downloads.length]).toEqual([200, 'approved', 'captured', 1]);
    });

    it('needs no body', async () => {
      const { status } = await gateway.send('POST', `/v1/orders/${await authorized()}/capture`);
      expect(status).toBe(200);
    });

    it('gives the same answer to the same key, and captures once', async () => {
      const id = await authorized();
      const first = await capture(id, {}, { 'idempotency-key': `capture-${id}` });
      const again = await capture(id, {}, { 'idempotency-key': `capture-${id}` });
      expect([again.status, again.text]).toEqual([200, first.text]);
    });

    it.each([
      ['an amount that is not the authorized one', { amount: 1 }, 422, 'capture_amount_not_supported', '/amount'],
      ['a fraction', { amount: 1.5 }, 422, 'not_an_integer', '/amount'],
      ['an unknown field', { amounts: 1 }, 422, 'unknown_field', '/amounts'],
    ])('refuses %s', async (...[, body, status, code, field]) => {
      const answer = await capture(await authorized(), body);
      expect([answer.status, answer.json.code, answer.json.field]).toEqual([status, code, field]);
    });

    it('refuses what is captured already', async () => {
      const { json } = await place();
      const answer = await capture(json.id);
      expect([answer.status, answer.json.code]).toEqual([409, 'already_captured']);
    });

    it('refuses what was never authorized', async () => {
      const { json } = await place('declined', { type: 'preauth' });
      const answer = await capture(json.order.id);
      expect([answer.status, answer.json.code]).toEqual([409, 'not_authorized']);
    });
  });

  describe('GET', () => {
    it('shows an order with its customer, unsealed', async () => {
      const { json: placed } = await place();
      const { status, json } = await gateway.send('GET', `/v1/orders/${placed.id}`);
      expect(status).toBe(200);
      expect(orderDetailSchema.parse(json)).toMatchObject(placed);
      expect(json).toMatchObject({
        customer: { email: 'ann@example.com', name: 'Ann Buyer', phone: '+15005550001', ipAddress: '203.0.113.9' },
        billingAddress: { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
        metadata: { cart: 'c-17' },
      });
    });

    it('shows an order whose customer was forgotten, without him', async () => {
      const { json: placed } = await place();
      await gateway.query('delete from order_log.order_key');
      const { status, json } = await gateway.send('GET', `/v1/orders/${placed.id}`);
      expect([status, json.customer, json.billingAddress.country]).toEqual([200, null, 'US']);
    });

    it('tells all that happened, oldest first, page by page', async () => {
      const { json: placed } = await place();
      const types: string[] = [];
      for (let cursor = ''; ; ) {
        const { status, json } = await gateway.send('GET', `/v1/orders/${placed.id}/events?limit=2${cursor}`);
        expect([status, json.data.length <= 2]).toEqual([200, true]);
        types.push(...json.data.map(({ type }: { type: string }) => type));
        if (json.nextCursor === null) break;
        cursor = `&cursor=${json.nextCursor}`;
      }
      expect(types).toEqual([
        'OrderPlaced',
        'OrderPriced',
        'FraudAssessed',
        'AuthorizationRequested',
        'PaymentAuthorized',
        'PaymentCaptured',
        'DownloadsGranted',
      ]);
    });

    it('lists orders as reporting has them, each folded from the log', async () => {
      const [first, second] = [(await place()).json, (await place('declined')).json.order];
      gateway.neighbors.orderIds = [second, first].map(({ id }) =>
        id.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      );
      const { status, json } = await gateway.send('GET', '/v1/orders?limit=10');
      expect([status, json.nextCursor]).toEqual([200, null]);
      expect(json.data.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
        [second.id, 'declined'],
        [first.id, 'approved'],
      ]);
    });

    it('S1: I14: answers a foreign, an absent and a malformed id alike', async () => {
      const { json: placed } = await place();
      const foreign = `tgk_test_${'f'.repeat(43)}`;
      const live = `tgk_live_${'l'.repeat(43)}`;
      await gateway.giveKey('mer_other', foreign);
      await gateway.giveKey(gateway.merchant, live);
      const absent = toPublicId('ord', '01890a5d-ac96-774b-bcce-000000000000');
      const asked: readonly (readonly [string, string])[] = [
        [placed.id, foreign],
        [placed.id, live],
        [absent, gateway.apiKey],
        ['ord_1', gateway.apiKey],
        [placed.id.replace('ord_', 'evt_'), gateway.apiKey],
        [`${placed.id}%00`, gateway.apiKey],
      ];
      const doors = [
        ['GET', ''],
        ['GET', '/events'],
        ['POST', '/capture'],
      ] as const;
      const attempts = doors.flatMap(([method, end]) =>
        asked.map(([id, key]) => ({ method, path: `/v1/orders/${id}${end}`, key })),
      );
      for (const { method, path, key } of attempts) {
        const { status, json } = await gateway.send(method, path, { key });
        const { requestId, ...rest } = json;
        expect([path, status, rest.code]).toEqual([path, 404, 'not_found']);
        expect(Object.keys(rest)).toEqual(['type', 'title', 'status', 'code']);
      }
      const list = await gateway.send('GET', '/v1/orders', { key: foreign });
      expect(list.json.data).toEqual([]);
    });
  });

  it('answers 202 with a Location when the outcome takes longer than the merchant waits, and the outcome later', async () => {
    gateway.neighbors.isSilent = true;
    const headers = { 'idempotency-key': 'slow-1' };
    const pending = await gateway.send('POST', '/v1/orders', { body: sampleOrder(), headers });
    expect([pending.status, pending.json.status]).toEqual([202, 'pending']);
    gateway.neighbors.isSilent = false;
    const [placed] = await gateway.service.runtime.orderLog.read(
      pending.json.id.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    );
    if (placed !== undefined) await gateway.neighbors.settle(placed);
    const again = await gateway.send('POST', '/v1/orders', { body: sampleOrder(), headers });
    expect([again.status, again.json.id, again.json.status]).toEqual([201, pending.json.id, 'approved']);
  }, 20_000);
});
