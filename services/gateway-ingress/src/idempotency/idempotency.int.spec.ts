import { crashingGateway } from '../testing/crashing-gateway.js';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('I6: an idempotency key', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = (key: string, body: unknown = sampleOrder()) =>
    gateway.send('POST', '/v1/orders', { body, headers: { 'idempotency-key': key } });
  const placedOrders = async (): Promise<number> => {
    const [row] = await gateway.query<{ count: number }>("SELECT count(*)::int FROM order_log.events WHERE type = 'OrderPlaced'");
    return row?.count ?? 0;
  };

  it.each([undefined, 'declined', 'unpriced', 'held', 'duplicate'])(
    'gives the same answer to the same order (%s)',
    async (fate) => {
      const before = await placedOrders();
      const first = await place(`same-${fate}`, sampleOrder(fate));
      const again = await place(`same-${fate}`, sampleOrder(fate));
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      expect(again.headers.location).toBe(first.headers.location);
      expect(await placedOrders()).toBe(before + 1);
    },
  );

  it('O1: answers a decline again, also with another CVC, and says that another try needs a new key', async () => {
    const withCvc = (cvc: string) => {
      const order = sampleOrder('wrong-cvc');
      return { ...order, payment: { card: { ...order.payment.card, cvc } } };
    };
    const first = await place('cvc', withCvc('124'));
    const again = await place('cvc', withCvc('123'));
    expect([first.status, first.json.code]).toEqual([402, 'incorrect_cvc']);
    expect([again.status, again.text]).toEqual([402, first.text]);
    expect(first.json.detail).toMatch(/Nothing of a security code is kept.*new Idempotency-Key/);
  });

  it('does not mind the order of members and blanks, nor the CVC', async () => {
    const { type, ...rest } = sampleOrder();
    const first = await place('reordered', { type, ...rest });
    const turned = { ...rest, type, payment: { card: { ...rest.payment.card, cvc: '999' } } };
    const again = await place('reordered', JSON.stringify(turned, null, 2));
    expect(again.text).toBe(first.text);
  });

  it.each([
    ['another amount', { items: [{ ...sampleOrder().items[0], unitAmount: 2000 }] }],
    ['another card', { payment: { card: { ...sampleOrder().payment.card, number: '5555555555554444' } } }],
    ['another customer', { customer: { email: 'bob@example.com' } }],
  ])('is refused for %s', async (_, change) => {
    await place(`reused-${_}`);
    const before = await gateway.stored();
    const { status, json } = await place(`reused-${_}`, { ...sampleOrder(), ...change });
    expect([status, json.code, json.field]).toEqual([422, 'idempotency_key_reused', 'Idempotency-Key']);
    expect(await gateway.stored()).toEqual(before);
  });

  it('is refused for another call', async () => {
    await place('call');
    const { status, json } = await gateway.send('POST', '/v1/quotes', {
      body: quoteBody,
      headers: { 'idempotency-key': 'call' },
    });
    expect([status, json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('S2: belongs to its merchant and mode', async () => {
    const other = `tgk_test_${'o'.repeat(43)}`;
    await gateway.giveKey('mer_other', other);
    const first = await place('shared');
    const headers = { 'idempotency-key': 'shared' };
    const foreign = await gateway.send('POST', '/v1/orders', { body: sampleOrder(), headers, key: other });
    expect(foreign.status).toBe(201);
    expect(foreign.json.id).not.toBe(first.json.id);
  });

  it('executes once when sixteen requests race with it', async () => {
    const before = await placedOrders();
    const answers = await Promise.all(Array.from({ length: 16 }, () => place('race')));
    const placed = answers.filter(({ status }) => status === 201);
    const running = answers.filter(({ status }) => status === 409);
    expect(placed.length).toBeGreaterThanOrEqual(1);
    expect(placed.length + running.length).toBe(16);
    expect(new Set(placed.map(({ text }) => text)).size).toBe(1);
    for (const { json, headers } of running) expect([json.code, headers['retry-after']]).toEqual(['still_running', '1']);
    expect(await placedOrders()).toBe(before + 1);
  });

  it('is free again after a refusal', async () => {
    const refused = await place('free', { ...sampleOrder(), currency: 'ZZZ' });
    expect(refused.status).toBe(422);
    expect((await place('free')).status).toBe(201);
  });

  const { currency, items, billingAddress, shippingAddress } = sampleOrder();
  const quoteBody = { currency, items, billingAddress, shippingAddress };

  it('gives the same quote again without asking twice', async () => {
    const ask = (key: string, body: object = quoteBody) =>
      gateway.send('POST', '/v1/quotes', { body, headers: { 'idempotency-key': key } });
    const first = await ask('quote');
    const asked = gateway.neighbors.quotesAsked.length;
    const again = await ask('quote');
    expect(first.json).toMatchObject({ currency: 'USD', shippingMethod: 'ground', amounts: { total: 5426 } });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(gateway.neighbors.quotesAsked.length).toBe(asked);
    const failed = await ask('quote-2', { ...quoteBody, shippingAddress: { country: 'AQ' } });
    expect([failed.status, failed.json.code, failed.json.field]).toEqual([
      422,
      'destination_not_served',
      '/shippingAddress/country',
    ]);
    expect((await ask('quote-2')).status).toBe(200);
  });

  it.each(['append:after-commit', 'publish:after-ack'])(
    'I1: survives a crash at %s: the order is there, once, with its answer',
    async (point) => {
      const before = await placedOrders();
      const victim = await crashingGateway(gateway, point);
      const headers = { 'idempotency-key': `crash-${point}` };
      await expect(gateway.send('POST', '/v1/orders', { body: sampleOrder(), headers, port: victim.port })).rejects.toThrow();
      await victim.ended;
      expect(await placedOrders()).toBe(before + 1);
      // The relay publishes what the dead one could not; the same request, sent again, waits for the outcome.
      const again = await place(`crash-${point}`);
      expect([again.status, again.json.status]).toEqual([201, 'approved']);
      expect(await placedOrders()).toBe(before + 1);
    },
    30_000,
  );
});
