import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

const uuidOf = (publicId: string): string => publicId.slice(4).replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

describe('the search for orders', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = (fate?: string) => gateway.send('POST', '/v1/orders', { body: sampleOrder(fate) });

  it('lists orders as reporting has them, each folded from the log', async () => {
    const [first, second] = [(await place()).json, (await place('declined')).json.order];
    gateway.neighbors.orderIds = [second, first].map(({ id }) => uuidOf(id));
    const { status, json } = await gateway.send('GET', '/v1/orders?limit=10');
    expect([status, json.nextCursor]).toEqual([200, null]);
    expect(json.data.map((one: { id: string; status: string }) => [one.id, one.status])).toEqual([
      [second.id, 'declined'],
      [first.id, 'approved'],
    ]);
  });

  it('asks by the name of an e-mail address, and by all else as it is', async () => {
    await gateway.send('GET', '/v1/orders?email=Ann%40Example.com&last4=1111&reference=A-1&amount=5426&currency=USD');
    const search = gateway.neighbors.searches.at(-1);
    expect(search).toMatchObject({ merchant: 'mer_demo', mode: 'test', last4: '1111', reference: 'A-1' });
    expect(search?.amount).toMatchObject({ minor: 5426n, currency: 'USD' });
    expect(search?.email).toMatch(/^[0-9a-f]{64}$/);
    await gateway.send('GET', '/v1/orders?email=ann%40example.com');
    expect(gateway.neighbors.searches.at(-1)?.email).toBe(search?.email);
  });

  it('asks by the keyed name of a customer that the order was recorded with, by goods, and by what a number begins with', async () => {
    await place();
    const [placed] = await gateway.query<{ name: string }>(
      `SELECT data->'screening'->>'name' AS name FROM order_log.events WHERE type = 'OrderPlaced' ORDER BY position DESC LIMIT 1`,
    );
    await gateway.send('GET', '/v1/orders?name=%20ANN%20%20buyer&sku=EBOOK-1&referencePrefix=A-');
    const search = gateway.neighbors.searches.at(-1);
    expect(search).toMatchObject({ sku: 'EBOOK-1', referencePrefix: 'A-' });
    expect(search?.name).toMatch(/^[0-9a-f]{64}$/);
    expect(search?.name).toBe(placed?.name);
  });

  it('S1: shows nobody another merchant’s orders, whatever reporting says', async () => {
    const { json } = await place();
    gateway.neighbors.orderIds = [uuidOf(json.id)];
    const foreign = `tgk_test_${'f'.repeat(43)}`;
    await gateway.giveKey('mer_other', foreign);
    const list = await gateway.send('GET', '/v1/orders', { key: foreign });
    expect([list.status, list.json.data]).toEqual([200, []]);
  });

  it.each([
    ['status=gone', 'invalid_status', 'status'],
    ['type=capture', 'unknown_order_type', 'type'],
    ['from=yesterday', 'invalid_time', 'from'],
    ['from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z', 'invalid_date_range', 'to'],
    ['country=XX', 'unknown_country', 'country'],
    ['declineCode=No%20money', 'invalid_code', 'declineCode'],
    ['unheard=1', 'unknown_field', 'unheard'],
  ])('refuses ?%s', async (query, code, field) => {
    const { status, json } = await gateway.send('GET', `/v1/orders?${query}`);
    expect([status, json.code, json.field]).toEqual([422, code, field]);
  });
});
