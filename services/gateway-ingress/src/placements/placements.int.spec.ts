import { newPrivateKey } from '@tollgate/crypto';
import { Goods } from '../goods/goods.client.js';
import { orderAnswerSchema } from '../orders/order-answer.schema.js';
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
        amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426, captured: 5426, refunded: 0 },
        payment: { status: 'captured', brand: 'visa', last4: '1111', authorizationCode: 'A12345', avs: 'Y', cvc: 'M' },
        downloads: [{ sku: 'EBOOK-1', fileName: 'book.epub', size: 1_048_576 }],
      });
      expect(json.downloads[0].url).toMatch(/^https:\/\/downloads\.example:8444\/d\/[\w-]{68}$/);
      expect(json.downloads[0].fileUrl).toBe(`${json.downloads[0].url}/file`);
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
    });

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
  });
});
