import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import { book, someCard } from '../load/orders.ts';
import { Shop, uuidOf } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

const areas = ['fraud', 'tax', 'shipping', 'receipt', 'delivery', 'processors', 'refunds', 'credits'];

describe('a merchant’s settings', () => {
  it.each(areas.filter((area) => area !== 'receipt'))(
    'are the defaults in the area %s until somebody sets them',
    async (area) => {
      const { status, headers, body } = await shop.get(`/v1/settings/${area}`);
      expect([status, headers.etag, body.version, body.changedAt]).toEqual([200, '"0"', 0, null]);
    },
  );

  it('are set for who saw the version in force, and not for who saw an older one', async () => {
    const document = { downloads: 2, days: 5, deliverAt: 'full_capture' };
    const first = await shop.put('/v1/settings/delivery', document, { 'if-match': '"0"' });
    expect([first.status, first.headers.etag, first.body.version]).toEqual([200, '"1"', 1]);
    const late = await shop.put('/v1/settings/delivery', { ...document, days: 9 }, { 'if-match': '"0"' });
    expect([late.status, late.body.code]).toEqual([412, 'settings_changed']);
    expect((await shop.get('/v1/settings/delivery')).body).toMatchObject({ version: 1, document });
  });

  it('stay at their version when the same is set again, or the same request is repeated', async () => {
    const document = { downloads: 3, days: 5, deliverAt: 'full_capture' };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await shop.put('/v1/settings/delivery', document, headers);
    const repeated = await shop.put('/v1/settings/delivery', document, headers);
    const same = await shop.put('/v1/settings/delivery', document);
    expect([first, repeated, same].map(({ status, body }) => [status, body.version])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ]);
  });

  it.each([
    ['fraud', { card: { attempts: 0, windowMinutes: 10, action: 'reject' } }, '/card/attempts'],
    ['tax', { nexus: [{ jurisdiction: 'US-XX' }] }, '/nexus/0/jurisdiction'],
    ['shipping', { currency: 'XXQ' }, '/currency'],
    ['receipt', { shopName: 'A\nB' }, '/shopName'],
    ['delivery', { downloads: 0 }, '/downloads'],
    ['processors', { rules: [{ processor: 'paypal' }] }, '/rules/0/processor'],
    ['delivery', { unheardOf: true }, '/unheardOf'],
  ])('of the area %s that do not validate (%j) change nothing: refused with the place', async (area, document, field) => {
    const before = [await shop.recorded(), (await shop.get(`/v1/settings/${area}`)).body];
    const { status, body } = await shop.put(`/v1/settings/${area}`, document);
    expect([status, body.code, body.field]).toEqual([422, 'invalid_settings', field]);
    expect([await shop.recorded(), (await shop.get(`/v1/settings/${area}`)).body]).toEqual(before);
  });

  it('of an area that is none are 404', async () => {
    for (const answer of [await shop.get('/v1/settings/weather'), await shop.put('/v1/settings/weather', {})]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    }
  });

  it('are another merchant’s own, and another mode’s own', async () => {
    for (const [merchant, mode] of [
      ['mer_other', 'test'],
      ['mer_demo', 'live'],
    ] as const) {
      const other = await shop.withNewKey(merchant, mode);
      expect((await other.get('/v1/settings/delivery')).body.version).toBe(0);
    }
  });

  it('are named by the order that went by them', async () => {
    await shop.set('tax', { nexus: [] });
    await shop.set('delivery', { downloads: 4, days: 1 });
    const { body } = await shop.place();
    expect(body.amounts).toMatchObject({ tax: 0, total: 5294 });
    const versionOf = async (type: string) => (await shop.eventsOf(body.id, type))[0]?.settingsVersion ?? 0;
    const inForce = async (area: string) => (await shop.get(`/v1/settings/${area}`)).body.version;
    expect(await versionOf('DownloadsGranted')).toBe(await inForce('delivery'));
    expect(await versionOf('OrderPriced')).toBeGreaterThan(0);
    expect(await versionOf('FraudAssessed')).toBe(0);
    await shop.set('tax', {});
  });
});

describe('an order over the limit of the merchant’s fraud settings', () => {
  beforeAll(() => shop.set('fraud', { amount: { limits: { USD: 5_000 }, action: 'review' } }));
  afterAll(() => shop.set('fraud', {}));

  const hold = async (): Promise<string> => {
    const { status, body } = await shop.place();
    expect([status, body.status, body.fraud.reasons]).toEqual([202, 'review', ['amount_limit']]);
    return body.id;
  };

  it('is held, with its reason and its deadline, and nothing is asked of the acquirer', async () => {
    const order = await hold();
    const { body } = await shop.get(`/v1/orders/${order}/review`);
    expect(body).toMatchObject({ status: 'held', reasons: ['amount_limit'], note: null, overdue: false });
    const hours = (Date.parse(body.until) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71);
    expect(hours).toBeLessThanOrEqual(72);
    expect(shop.isKnownToAcquirer(order)).toBe(false);
    expect(await shop.eventTypes(order)).not.toContain('AuthorizationRequested');
  });

  it('is paid and delivered once the merchant accepts it; the note stays with it', async () => {
    const order = await hold();
    const key = randomUUID();
    const accepted = await shop.post(`/v1/orders/${order}/review`, { decision: 'accept', note: 'known to us' }, key);
    expect(accepted).toMatchObject({
      status: 201,
      body: { status: 'approved', payment: { status: 'captured' }, downloads: [{ sku: 'EBOOK-1' }] },
    });
    expect((await shop.get(`/v1/orders/${order}/review`)).body).toMatchObject({ status: 'accepted', note: 'known to us' });
    expect(shop.isKnownToAcquirer(order)).toBe(true);
    await shop.mailOf(order, /receipt/i);
    const again = await shop.post(`/v1/orders/${order}/review`, { decision: 'accept', note: 'known to us' }, key);
    expect([again.status, JSON.stringify(again.body)]).toEqual([201, JSON.stringify(accepted.body)]);
  });

  it('is over, without a charge, once the merchant rejects it', async () => {
    const order = await hold();
    expect(await shop.post(`/v1/orders/${order}/review`, { decision: 'reject' })).toMatchObject({
      status: 402,
      body: { order: { status: 'rejected', payment: { status: 'none' } } },
    });
    expect(await shop.post(`/v1/orders/${order}/review`, { decision: 'accept' })).toMatchObject({
      status: 409,
      body: { code: 'review_resolved' },
    });
    expect(shop.isKnownToAcquirer(order)).toBe(false);
  });

  it('is rejected at once where the settings say so', async () => {
    await shop.set('fraud', { amount: { limits: { USD: 5_000 }, action: 'reject' } });
    expect(await shop.place()).toMatchObject({ status: 402, body: { code: 'amount_limit', order: { status: 'rejected' } } });
  });
});

describe('what a merchant blocks', () => {
  const customerAt = (domain: string) => ({ body: { customer: { email: `${randomUUID()}@${domain}`, name: 'Ann Buyer' } } });

  it('is rejected from the next order on, before the acquirer hears of it, until it is off the list', async () => {
    const { body: entry } = await shop.post('/v1/fraud-lists/block', { emailDomain: 'Throwaway.example' });
    expect(entry).toMatchObject({ kind: 'email_domain', value: 'throwaway.example' });
    const { status, body } = await shop.place(customerAt('THROWAWAY.example'));
    expect([status, body.code, body.order.fraud.reasons]).toEqual([402, 'email_domain_blocked', ['email_domain_blocked']]);
    expect(await shop.eventsOf(body.order.id, 'FraudAssessed')).toMatchObject([{ listEntries: [uuidOf(entry.id)] }]);
    expect(shop.isKnownToAcquirer(body.order.id)).toBe(false);
    expect((await shop.place(customerAt('kept.example'))).status).toBe(201);
    expect((await shop.delete(`/v1/fraud-lists/block/${entry.id}`)).status).toBe(204);
    expect((await shop.place(customerAt('throwaway.example'))).status).toBe(201);
  });

  it('is whoever placed an order, whatever else they order', async () => {
    const card = someCard();
    const { body: order } = await shop.place({ card });
    const blocked = await shop.post(`/v1/orders/${order.id}/block`, { card: true, reason: 'charged back' });
    expect(blocked).toMatchObject({
      status: 201,
      body: { data: [{ kind: 'card', value: `${card.slice(0, 6)}…${card.slice(-4)}`, order: order.id }] },
    });
    expect(await shop.place({ card, body: { items: [book], shippingMethod: undefined } })).toMatchObject({
      status: 402,
      body: { code: 'card_blocked' },
    });
    expect((await (await shop.withNewKey('mer_other', 'test')).get('/v1/fraud-lists/block')).body.data).toEqual([]);
  });

  it('comes by itself after too many declines, where the settings say so, and is let go by hand', async () => {
    await shop.set('fraud', { lockout: { failures: 2, windowMinutes: 60, minutes: 60 } });
    const declined = { card: '4000000000009995' };
    for (let count = 0; count < 2; count += 1) expect((await shop.place(declined)).body.code).toBe('insufficient_funds');
    const [entry] = await eventually('the lockout', async () => {
      const { data } = (await shop.get('/v1/fraud-lists/lockout?kind=card')).body;
      return data.length > 0 && data;
    });
    expect(await shop.place(declined)).toMatchObject({ status: 402, body: { code: 'card_locked_out' } });
    expect((await shop.delete(`/v1/fraud-lists/lockout/${entry.id}`)).status).toBe(204);
    await shop.set('fraud', {});
    expect((await shop.place(declined)).body.code).toBe('insufficient_funds');
  });

  it('does not keep a held order out of the queue of reviews', async () => {
    await shop.set('fraud', { amount: { limits: { USD: 5_000 }, action: 'review' } });
    const { body } = await shop.place();
    await shop.set('fraud', {});
    const reviews = (await shop.get('/v1/reviews')).body.data as { order: { id: string }; reasons: string[]; until: string }[];
    expect(reviews.find(({ order }) => order.id === body.id)).toMatchObject({
      reasons: ['amount_limit'],
      order: { status: 'review' },
    });
    expect(reviews.map(({ until }) => until)).toEqual(reviews.map(({ until }) => until).toSorted());
    await shop.post(`/v1/orders/${body.id}/review`, { decision: 'reject' });
    expect(JSON.stringify((await shop.get('/v1/reviews')).body)).not.toContain(body.id);
  });
});

describe('the processor that the settings choose', () => {
  beforeAll(() => shop.set('processors', { rules: [{ currency: 'USD', processor: 'stripe' }] }));
  afterAll(() => shop.set('processors', {}));

  const stripeBooks = (order: string, kind: string) =>
    shop
      .stripeJournal()
      .filter((line) => line.kind === kind && line.order === uuidOf(order))
      .map(({ amount, currency }) => [amount, currency]);

  it('takes the sale, and gives it back: its books agree, and the acquirer hears nothing', async () => {
    const { status, body } = await shop.place();
    expect([status, body.status]).toEqual([201, 'approved']);
    expect(await shop.eventsOf(body.id, 'AuthorizationRequested')).toMatchObject([{ processor: 'stripe' }]);
    const refund = await shop.post(`/v1/orders/${body.id}/refunds`, { amount: 1234 });
    expect(refund).toMatchObject({ status: 201, body: { status: 'succeeded', order: { status: 'partially_refunded' } } });
    expect(stripeBooks(body.id, 'captured')).toEqual([[5426, 'usd']]);
    expect(stripeBooks(body.id, 'refunded')).toEqual([[1234, 'usd']]);
    expect(shop.isKnownToAcquirer(body.id)).toBe(false);
  });

  it('captures a preauth, and releases one that is voided', async () => {
    const { body: kept } = await shop.place({ type: 'preauth' });
    expect(await shop.post(`/v1/orders/${kept.id}/captures`, { amount: 5000, final: true })).toMatchObject({
      status: 201,
      body: { status: 'succeeded', amount: 5000 },
    });
    expect(stripeBooks(kept.id, 'captured')).toEqual([[5000, 'usd']]);
    const { body: left } = await shop.place({ type: 'preauth' });
    expect(await shop.post(`/v1/orders/${left.id}/void`)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(stripeBooks(left.id, 'canceled')).toHaveLength(1);
  });

  it('declines in our words', async () => {
    expect(await shop.place({ card: '4000000000009995' })).toMatchObject({
      status: 402,
      body: { code: 'insufficient_funds', order: { status: 'declined' } },
    });
  });

  it('is another one for a currency that the rule does not name', async () => {
    const { status, body } = await shop.place({ body: { currency: 'EUR', items: [book] } });
    expect([status, await shop.eventsOf(body.id, 'AuthorizationRequested')]).toMatchObject([201, [{ processor: 'iso8583' }]]);
  });

  it('leaves books that an audit finds nothing in', async () => {
    await shop.mailsAreSent();
    expect(shop.audit()).not.toContain('✗');
  });
});

const guarded = ['refunds', 'credits'];

describe('settings that guard money', () => {
  it.each(guarded)(
    'in the area %s are read by an API key, and never changed by it: whoever holds one is bound by them',
    async (area) => {
      const { version, document } = (await shop.get(`/v1/settings/${area}`)).body;
      const { status, body } = await shop.put(`/v1/settings/${area}`, document);
      expect([status, body.code]).toEqual([403, 'not_allowed']);
      expect(body.detail).toContain('Only owners may change this area');
      expect((await shop.get(`/v1/settings/${area}`)).body).toMatchObject({ version, document });
    },
  );
});

describe('settings as they are shown', () => {
  it.each(areas.filter((area) => !guarded.includes(area)))('are taken in the area %s', async (area) => {
    const shown = (await shop.get(`/v1/settings/${area}`)).body;
    const { status, body } = await shop.put(`/v1/settings/${area}`, shown.document);
    expect([status, body.document]).toEqual([200, shown.document]);
  });
});
