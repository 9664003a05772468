import { toPublicId } from '@tollgate/contracts';
import { newPrivateKey } from '@tollgate/crypto';
import { Goods } from '../goods/goods.client.js';
import { orderAnswerSchema, orderDetailSchema } from '../orders/order-answer.schema.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('the orders of the merchant API', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  }, 60_000);
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
        amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426, captured: 5426, refunded: 0 },
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

    it('O14: takes what is null, empty or blank for not sent', async () => {
      const address = { ...sampleOrder().billingAddress, line2: '', name: '  ' };
      const { status, json } = await place(undefined, {
        billingAddress: address,
        customer: { email: 'ann@example.com', name: '', phone: null },
        reference: null,
        metadata: { cart: '' },
      });
      expect([status, json.reference]).toEqual([201, null]);
      const stored = (await gateway.send('GET', `/v1/orders/${json.id}`)).json;
      expect([stored.customer, stored.metadata]).toEqual([{ email: 'ann@example.com' }, {}]);
      expect(stored.billingAddress).toEqual(sampleOrder().billingAddress);
    });

    it('O11: keeps a telephone number, written as people do, in its one form', async () => {
      const { json } = await place(undefined, { customer: { email: 'ann@example.com', phone: '(518) 555-0100' } });
      const { customer } = (await gateway.send('GET', `/v1/orders/${json.id}`)).json;
      expect(customer.phone).toBe('+15185550100');
    });

    it('O9: takes a territory of the United States, written either way, for the same address', async () => {
      const asCountry = { country: 'PR', postalCode: '00901' };
      const asState = { country: 'US', region: 'PR', postalCode: '00901' };
      const kept = [];
      for (const shippingAddress of [asCountry, asState]) {
        const { json } = await place(undefined, { shippingAddress });
        kept.push((await gateway.send('GET', `/v1/orders/${json.id}`)).json.shippingAddress);
      }
      expect(kept).toEqual([asState, asState]);
    });

    const free = {
      items: [{ sku: 'EBOOK-1', kind: 'digital', quantity: 1, unitAmount: 0 }],
      shippingAddress: undefined,
      payment: undefined,
    };

    it('O13: delivers a wholly free digital order without any card', async () => {
      const cards = gateway.neighbors.cardsStored.length;
      const { status, json } = await place('free', free);
      expect([status, json.status, json.payment.status, json.downloads.length]).toEqual([201, 'approved', 'captured', 1]);
      expect(json.amounts).toMatchObject({ total: 0, captured: 0 });
      expect(gateway.neighbors.cardsStored.length).toBe(cards);
    });

    it('O13: takes an order whose items cost nothing, but whose shipping does, for what it costs', async () => {
      const gift = { items: [{ sku: 'MUG-1', kind: 'physical', quantity: 1, unitAmount: 0 }] };
      expect((await place(undefined, gift)).status).toBe(201);
      const unpaid = await place(undefined, { ...gift, payment: undefined });
      expect([unpaid.status, unpaid.json.code, unpaid.json.field]).toEqual([422, 'payment_required', '/payment']);
    });

    it('takes a method that only this merchant has', async () =>
      expect((await place(undefined, { shippingMethod: 'bicycle' })).status).toBe(201));

    it('pays with a saved card by its token', async () => {
      const cards = gateway.neighbors.cardsStored.length;
      const { status, json } = await place(undefined, { payment: { token: 'card_saved' } });
      expect([status, json.payment.brand, json.payment.last4]).toEqual([201, 'mastercard', '4444']);
      expect(gateway.neighbors.cardsStored.length).toBe(cards);
      const [{ card, screening } = { card: {}, screening: {} }] = await gateway.query<{ card: object; screening: object }>(
        "SELECT data->'card' AS card, data->'screening' AS screening FROM order_log.events WHERE type = 'OrderPlaced' ORDER BY position DESC LIMIT 1",
      );
      expect(card).toMatchObject({ token: 'card_saved', isStored: true, bin: '555555' });
      expect(screening).toMatchObject({ card: 'name-of-card-of-mer_demo', goods: expect.stringMatching(/^[0-9a-f]{64}$/) });
    });

    it('seals the card on its way to the vault, so that the bus sees nothing of it', async () => {
      await place();
      const { plain, wire } = gateway.neighbors.cardRequests.at(-1) ?? { plain: '', wire: '' };
      expect(JSON.parse(plain)).toMatchObject({
        pan: '4111111111111111',
        cvc: '123',
        expiryMonth: 12,
        expiryYear: 2030,
        streetDigits: '1',
        postalCode: '12207',
        brand: 'visa',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      for (const secret of ['4111111111111111', '411111', '"123"']) expect(wire).not.toContain(secret);
    });

    it('fetches the vault’s next key when the one it has is no longer known', async () => {
      gateway.neighbors.sealingKey = newPrivateKey();
      const answers = await Promise.all(Array.from({ length: 8 }, () => place()));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    });

    it('O17: finds a sku that it knew before, beside one that is new, however many there were in between', async () => {
      const item = (sku: string) => ({ sku, kind: 'digital', quantity: 1, unitAmount: 100 });
      const goods = gateway.service.app.get(Goods, { strict: false });
      const known = await place(undefined, { items: [item('EBOOK-1')] });
      const many = Array.from({ length: 10_001 }, (_, index) => `EBOOK-X${index}`);
      for (let start = 0; start < many.length; start += 100) await goods.pin(gateway.merchant, many.slice(start, start + 100));
      const both = await place(undefined, { items: [item('EBOOK-1'), item('EBOOK-NEW')] });
      expect([known.status, both.status]).toEqual([201, 201]);
    }, 60_000);

    it('stores the card with the vault, and nothing of it in the log', async () => {
      await place();
      expect(gateway.neighbors.cardsStored.at(-1)).toBe('4111111111111111');
      const [{ text } = { text: '' }] = await gateway.query<{ text: string }>(
        "SELECT string_agg(header::text || data::text, ' ') AS text FROM order_log.events",
      );
      expect(text).toContain('411111');
      for (const secret of ['4111111111111111', 'ann@example.com', 'Ann Buyer', 'Main St', '203.0.113.9', '+15005550001']) {
        expect(text).not.toContain(secret);
      }
    });
  });

  describe('a unique reference', () => {
    const withReference = (reference: string, fate?: string, change: object = {}) =>
      place(fate, { reference, referenceIsUnique: true, ...change });

    it('is refused to a second order, naming the first, before a card is stored', async () => {
      const first = await withReference('R-1');
      expect([first.status, first.json.reference]).toEqual([201, 'R-1']);
      const before = await gateway.stored();
      const second = await withReference('R-1', undefined, { customer: { email: 'bob@example.com' } });
      expect([second.status, second.json.code, second.json.field]).toEqual([409, 'reference_taken', '/reference']);
      expect(second.json.order.id).toBe(first.json.id);
      expect(await gateway.stored()).toEqual(before);
    });

    it.each(['declined', 'timed-out', 'unpriced', 'duplicate', 'lost'])('is free again when its order is %s', async (fate) => {
      await withReference(`R-${fate}`, fate);
      await withReference(`R-${fate}`, fate);
      expect((await withReference(`R-${fate}`)).status).toBe(201);
      expect((await withReference(`R-${fate}`)).status).toBe(409);
    });

    it('is taken while its order is held for review', async () => {
      await withReference('R-held', 'held');
      expect((await withReference('R-held')).status).toBe(409);
    });

    it('is taken by one of twenty orders that come at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => withReference('R-race')));
      const statuses = answers.map(({ status }) => status).toSorted();
      expect(statuses).toEqual([201, ...Array(19).fill(409)]);
      const winner = answers.find(({ status }) => status === 201)?.json.id;
      for (const { status, json } of answers) if (status === 409) expect(json.order.id).toBe(winner);
    });

    it('belongs to its merchant and mode, and a reference that need not be unique is anybody’s', async () => {
      const live = `tgk_live_${'u'.repeat(43)}`;
      await gateway.giveKey(gateway.merchant, live);
      const body = { ...sampleOrder(), reference: 'R-1', referenceIsUnique: true };
      expect((await gateway.send('POST', '/v1/orders', { body, key: live })).status).toBe(201);
      expect((await place(undefined, { reference: 'R-1' })).status).toBe(201);
    });

    it('is the same order’s when the request is repeated', async () => {
      const body = { ...sampleOrder(), reference: 'R-again', referenceIsUnique: true };
      const headers = { 'idempotency-key': 'r-again' };
      const first = await gateway.send('POST', '/v1/orders', { body, headers });
      const again = await gateway.send('POST', '/v1/orders', { body, headers });
      expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
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

    it('shows an order whose customer was forgotten, without them', async () => {
      const { json: placed } = await place();
      await gateway.query('DELETE FROM order_log.order_key');
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
      const routes = [
        ['GET', ''],
        ['GET', '/events'],
      ] as const;
      const attempts = routes.flatMap(([method, end]) =>
        asked.map(([id, key]) => ({ method, path: `/v1/orders/${id}${end}`, key })),
      );
      for (const { method, path, key } of attempts) {
        const { status, json } = await gateway.send(method, path, { key });
        const { requestId, ...rest } = json;
        expect([path, status, rest.code]).toEqual([path, 404, 'not_found']);
        expect(Object.keys(rest)).toEqual(['type', 'title', 'status', 'code']);
      }
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
