import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';

describe('a unique reference', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = (fate?: string, change: object = {}) =>
    gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(fate), ...change } });

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
