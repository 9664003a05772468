import { randomInt } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import { book, someCard } from '../load/orders.ts';
import type { Answer } from '../load/place.ts';
import { Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

describe('an order that costs nothing', () => {
  const free = { items: [{ ...book, unitAmount: 0 }], shippingMethod: undefined, shippingAddress: undefined };

  it('O13: needs no card, asks no processor, and is delivered with a receipt', async () => {
    const asked = shop.askedOfProcessors();
    const placed = await shop.place({ body: { ...free, payment: undefined } });
    expect(placed).toMatchObject({
      status: 201,
      body: { status: 'approved', amounts: { total: 0, captured: 0 }, payment: { status: 'captured', last4: '' } },
    });
    const file = await shop.fetchLink(`${placed.body.downloads[0].url}/file`);
    expect(file.bytes).toHaveLength(placed.body.downloads[0].size);
    expect((await shop.mailOf(placed.body.id, /receipt/i)).text).toContain('0.00');
    expect(shop.askedOfProcessors()).toBe(asked);
  });

  it('O13: is told from one that costs something, which needs a card', async () => {
    expect(await shop.place({ body: { payment: undefined } })).toMatchObject({
      status: 422,
      body: { code: 'payment_required', field: '/payment' },
    });
  });

  it('has nothing to refund', async () => {
    const { body } = await shop.place({ body: { ...free, payment: undefined } });
    expect(await shop.post(`/v1/orders/${body.id}/refunds`)).toMatchObject({ status: 409 });
  });
});

describe('a saved card', () => {
  const card = { number: someCard(), expiryMonth: 12, expiryYear: 2030, cvc: '123' };
  let token: string;

  it('is kept with the customer’s consent only', async () => {
    expect(await shop.post('/v1/card-tokens', { card })).toMatchObject({
      status: 422,
      body: { code: 'required', field: '/consent' },
    });
    const kept = await shop.post('/v1/card-tokens', { card, consent: true });
    expect(kept).toMatchObject({ status: 201, body: { brand: 'visa', last4: card.number.slice(-4), expiryYear: 2030 } });
    expect(JSON.stringify(kept.body)).not.toContain(card.number);
    token = kept.body.id;
  });

  it('pays a first order and a second one', async () => {
    for (const items of [[book], [{ ...book, quantity: 2 }]]) {
      const { status, body } = await shop.place({ body: { items, payment: { token } } });
      expect([status, body.status, body.payment.last4]).toEqual([201, 'approved', card.number.slice(-4)]);
      expect(await shop.eventsOf(body.id, 'OrderPlaced')).toMatchObject([{ card: { isStored: true } }]);
    }
  });

  it('S2: is no other merchant’s to use or to see', async () => {
    const other = await shop.withNewKey('mer_other', 'test');
    expect((await other.get(`/v1/card-tokens/${token}`)).status).toBe(404);
    const mug = { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 1, unitAmount: 1250, weightGrams: 400 };
    expect(await other.place({ body: { items: [mug], payment: { token } } })).toMatchObject({
      status: 422,
      body: { code: 'unknown_card', field: '/payment/token' },
    });
  });

  it('pays nothing any more once it is deleted', async () => {
    expect((await shop.delete(`/v1/card-tokens/${token}`)).status).toBe(204);
    expect((await shop.get(`/v1/card-tokens/${token}`)).status).toBe(404);
    expect(await shop.place({ body: { payment: { token } } })).toMatchObject({ status: 422, body: { code: 'unknown_card' } });
  });
});

describe('an order that is looked for', () => {
  const email = `find.${randomInt(2 ** 47).toString(36)}@example.com`;
  const reference = `order-${randomInt(2 ** 47)}`;
  const unitAmount = 1000 + randomInt(100_000);
  const card = someCard();
  const begun = new Date().toISOString();
  let order: string;
  let declined: string;
  const find = async (query: string): Promise<readonly string[]> => {
    const { status, body } = await shop.get(`/v1/orders?${query}`);
    expect(status).toBe(200);
    return body.data.map(({ id }: { id: string }) => id);
  };

  beforeAll(async () => {
    const items = [{ ...book, unitAmount }];
    const body = { items, reference, customer: { email }, shippingMethod: undefined, shippingAddress: undefined };
    const placed: Answer = await shop.place({ card, body });
    expect(placed.status).toBe(201);
    order = placed.body.id;
    const { status, body: problem } = await shop.place({ card: '4000000000000002' });
    expect(status).toBe(402);
    declined = problem.order.id;
    await eventually('the orders in the read model', async () =>
      (await find('status=declined&limit=100')).includes(declined) ? true : undefined,
    );
  });

  it.each([
    ['reference', () => `reference=${reference}`],
    ['e-mail', () => `email=${email.toUpperCase()}`],
    ['amount', () => `amount=${unitAmount}&currency=USD`],
    ['last four digits and amount', () => `last4=${card.slice(-4)}&amount=${unitAmount}&currency=USD`],
    ['time and reference', () => `from=${begun}&to=2999-01-01T00:00:00Z&reference=${reference}`],
    ['status and reference', () => `status=approved&reference=${reference}`],
  ])('is found by its %s, and alone', async (_what, query) => expect(await find(query())).toEqual([order]));

  it('is found by its status', async () => {
    expect(await find('status=declined&limit=100')).toContain(declined);
    expect(await find('status=declined&limit=100')).not.toContain(order);
  });

  it('is not found by what does not fit', async () => {
    expect(await find(`status=declined&reference=${reference}`)).toEqual([]);
    expect(await find(`to=${begun}&reference=${reference}`)).toEqual([]);
  });

  it('S1: is not found by another merchant', async () => {
    const other = await shop.withNewKey('mer_other', 'test');
    for (const query of [`reference=${reference}`, `email=${email}`, `last4=${card.slice(-4)}`]) {
      expect((await other.get(`/v1/orders?${query}`)).body.data).toEqual([]);
    }
  });

  it.each([
    ['status=paid', 'invalid_status', 'status'],
    ['last4=12345', 'invalid_last4', 'last4'],
    ['amount=ten', 'invalid_amount', 'amount'],
    ['from=yesterday', 'invalid_time', 'from'],
    ['limit=101', 'invalid_limit', 'limit'],
    ['colour=red', 'unknown_field', 'colour'],
  ])('by %s is refused with the parameter’s name', async (query, code, field) => {
    const { status, body } = await shop.get(`/v1/orders?${query}`);
    expect([status, body.code, body.field]).toEqual([422, code, field]);
  });
});

describe('an order number of the merchant’s own', () => {
  it('is refused a second time where it is to be unique, and free again after a decline', async () => {
    const reference = `unique-${randomInt(2 ** 47)}`;
    const unique = { reference, referenceIsUnique: true };
    expect((await shop.place({ card: '4000000000000002', body: unique })).status).toBe(402);
    const first = await shop.place({ body: unique });
    expect(first.status).toBe(201);
    expect(await shop.place({ body: unique })).toMatchObject({
      status: 409,
      body: { code: 'reference_taken', field: '/reference', order: { id: first.body.id } },
    });
  });
});
