import { toPublicId } from '@tollgate/contracts';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { orderDetailSchema } from './order-answer.schema.js';

describe('an order, asked after', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = (fate?: string, change: object = {}) =>
    gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(fate), ...change } });

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
    const answers = new Set<string>();
    for (const { method, path, key } of attempts) {
      const { status, json } = await gateway.send(method, path, { key });
      const { requestId, ...rest } = json;
      expect([path, status, rest.code]).toEqual([path, 404, 'not_found']);
      answers.add(JSON.stringify(rest));
    }
    expect(answers.size).toBe(1);
  });
});
