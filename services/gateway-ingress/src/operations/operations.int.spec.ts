import { toPublicId } from '@tollgate/contracts';
import { TestGateway } from '../testing/gateway.js';
import { sampleOrder } from '../testing/orders.js';
import { operationAnswerSchema } from './operation.schema.js';

describe('what is done with an order’s money', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const place = async (type: string, fate?: string): Promise<string> => {
    const { json } = await gateway.send('POST', '/v1/orders', { body: { ...sampleOrder(fate), type } });
    return json.id ?? json.order.id;
  };
  const ask = (id: string, what: string, body: object = {}, headers: Record<string, string> = {}) =>
    gateway.send('POST', `/v1/orders/${id}/${what}`, { body, headers });

  it('is a capture, in parts; the last one brings the downloads', async () => {
    const id = await place('preauth');
    const part = await ask(id, 'captures', { amount: 2000 });
    expect(part.status).toBe(201);
    expect(operationAnswerSchema.parse(part.json)).toMatchObject({
      kind: 'capture',
      status: 'succeeded',
      amount: 2000,
      final: false,
      order: { payment: { status: 'partially_captured' }, amounts: { captured: 2000 } },
    });
    const rest = await ask(id, 'captures');
    expect(rest.json).toMatchObject({ amount: 3426, final: true, order: { payment: { status: 'captured' } } });
    expect(rest.json.order.downloads).toHaveLength(1);
    const list = await gateway.send('GET', `/v1/orders/${id}/captures`);
    expect(list.json.data.map(({ amount }: { amount: number }) => amount)).toEqual([3426, 2000]);
  });

  it('has its older name', async () => {
    expect((await ask(await place('preauth'), 'capture')).status).toBe(201);
  });

  it.each([
    ['captures', 'preauth', { amount: null }, '/amount'],
    ['captures', 'preauth', { amount: '' }, '/amount'],
    ['refunds', 'sale', { amount: null }, '/amount'],
    ['refunds', 'sale', { amount: ' ' }, '/amount'],
    ['refunds', 'sale', { lines: null }, '/lines'],
    ['refunds', 'sale', { shipping: '' }, '/shipping'],
  ])('moves no money for %s of a %s with a field that was left blank: %j', async (what, type, body, field) => {
    const id = await place(type);
    const before = await gateway.stored();
    const { status, json } = await ask(id, what, body);
    expect([status, json.code, json.field]).toEqual([422, 'invalid_type', field]);
    expect(await gateway.stored()).toEqual(before);
  });

  it.each([
    ['captures', 'preauth'],
    ['capture', 'preauth'],
    ['void', 'preauth'],
    ['refunds', 'sale'],
    ['review', 'sale'],
  ])('moves no money for a %s without a body', async (what, type) => {
    const id = await place(type);
    const before = await gateway.stored();
    for (const headers of [{}, { 'content-length': '0' }, { 'content-type': 'application/json' }]) {
      const { status, json } = await gateway.send('POST', `/v1/orders/${id}/${what}`, { headers });
      expect([status, json.code]).toEqual([400, 'malformed_json']);
    }
    const { json } = await gateway.send('POST', `/v1/orders/${id}/${what}`);
    expect(json.detail).toContain('`{}`');
    const text = await ask(id, what, {}, { 'content-type': 'text/plain' });
    expect([text.status, text.json.code]).toEqual([415, 'unsupported_media_type']);
    expect(await gateway.stored()).toEqual(before);
  });

  it('is a refund of what was captured, and a void of what was not', async () => {
    const sale = await place('sale');
    const refund = await ask(sale, 'refunds', { amount: 1000, reason: 'broken' });
    expect([refund.status, refund.json.order.status, refund.json.order.amounts.refunded]).toEqual([
      201,
      'partially_refunded',
      1000,
    ]);
    const held = await place('preauth');
    const released = await ask(held, 'void');
    expect([released.status, released.json.order.status]).toEqual([201, 'voided']);
  });

  it('answers each repetition by its own operation, whatever happened to the order since', async () => {
    const id = await place('preauth');
    const headers = { 'idempotency-key': `part-${id}` };
    const first = await ask(id, 'captures', { amount: 2000 }, headers);
    await ask(id, 'captures');
    await ask(id, 'refunds', { amount: 100 });
    const again = await ask(id, 'captures', { amount: 2000 }, headers);
    expect([again.status, again.text]).toEqual([201, first.text]);
    const other = await ask(id, 'captures', { amount: 2001 }, headers);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('is the same request under its key with `"currency": null` and without', async () => {
    const id = await place('preauth');
    const headers = { 'idempotency-key': `null-${id}` };
    const first = await ask(id, 'captures', { amount: 5 }, headers);
    const again = await ask(id, 'captures', { amount: 5, currency: null }, headers);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  });

  it('is told with its code where the processor refuses it, and leaves the order as it was', async () => {
    const id = await place('preauth');
    const refused = await ask(id, 'captures', { amount: 1313 });
    expect([refused.status, refused.json.code, refused.json.operation.status]).toEqual([402, 'do_not_honor', 'failed']);
    expect((await ask(id, 'captures')).status).toBe(201);
  });

  it.each([
    ['more than there is', 'captures', { amount: 5427 }, 'amount_exceeds_capturable', '/amount'],
    ['nothing', 'captures', { amount: 0 }, 'invalid_amount', '/amount'],
    ['less than nothing', 'captures', { amount: -1 }, 'negative_amount', '/amount'],
    ['a fraction', 'captures', { amount: 1.5 }, 'not_an_integer', '/amount'],
    ['another currency', 'captures', { amount: 1, currency: 'EUR' }, 'currency_mismatch', '/currency'],
    ['an unknown field', 'captures', { amounts: 1 }, 'unknown_field', '/amounts'],
    ['a card number as a reason', 'void', { reason: '4111 1111 1111 1111' }, 'card_number_in_text', '/reason'],
  ])('refuses %s, and appends nothing', async (...[, what, body, code, field]) => {
    const id = await place('preauth');
    const before = await gateway.stored();
    const { status, json } = await ask(id, what, body);
    expect([status, json.code, json.field]).toEqual([422, code, field]);
    expect(await gateway.stored()).toEqual(before);
  });

  it('refuses what the order’s state forbids with 409', async () => {
    const sale = await place('sale');
    expect((await ask(sale, 'captures')).json).toMatchObject({ status: 409, code: 'already_captured' });
    const declined = await place('preauth', 'declined');
    expect((await ask(declined, 'captures')).json).toMatchObject({ status: 409, code: 'not_authorized' });
  });

  it('S1: I14: answers a foreign, an absent and a malformed id alike, and appends nothing', async () => {
    const id = await place('preauth');
    const foreign = `tgk_test_${'f'.repeat(43)}`;
    const live = `tgk_live_${'l'.repeat(43)}`;
    await gateway.giveKey('mer_other', foreign);
    await gateway.giveKey(gateway.merchant, live);
    const before = await gateway.stored();
    const asked: readonly (readonly [string, string])[] = [
      [id, foreign],
      [id, live],
      [toPublicId('ord', '01890a5d-ac96-774b-bcce-000000000000'), gateway.apiKey],
      ['ord_1', gateway.apiKey],
    ];
    const calls = ['captures', 'capture', 'void', 'refunds'].flatMap((what) =>
      asked.map(([order, key]) => ({ what, order, key })),
    );
    for (const { what, order, key } of calls) {
      const { status, json } = await gateway.send('POST', `/v1/orders/${order}/${what}`, { body: {}, key });
      expect([what, order, status, json.code]).toEqual([what, order, 404, 'not_found']);
    }
    expect(await gateway.stored()).toEqual(before);
  });
});
