import { mugs } from '../load/orders.ts';
import { Shop, uuidOf } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
}, 240_000);
afterAll(() => shop?.close());

/** [what is wrong, the path behind the order, body, status, code, field] */
type Case = readonly [string, string, unknown, number, string, string?];

const money = (path: string): readonly Case[] => [
  ['0', path, { amount: 0 }, 422, 'invalid_amount', '/amount'],
  ['a negative amount', path, { amount: -1 }, 422, 'negative_amount', '/amount'],
  ['a fraction', path, { amount: 10.5 }, 422, 'not_an_integer', '/amount'],
  ['a text', path, { amount: '1000' }, 422, 'invalid_type', '/amount'],
  ['an amount beyond all bounds', path, { amount: 1e15 }, 422, 'amount_too_large', '/amount'],
  ['another currency', path, { amount: 1000, currency: 'EUR' }, 422, 'currency_mismatch', '/currency'],
  ['a currency that is none', path, { amount: 1000, currency: 'ABC' }, 422, 'unknown_currency', '/currency'],
  ['a field that is none', path, { amount: 1000, status: 'succeeded' }, 422, 'unknown_field', '/status'],
  ['no object', path, '[]', 400, 'not_an_object'],
  ['text that is no JSON', path, '{"amount": 1', 400, 'malformed_json'],
];

const ofPreauth: readonly Case[] = [
  ...money('captures'),
  ['more than is held', 'captures', { amount: 5427 }, 422, 'amount_exceeds_capturable', '/amount'],
  ['an alias with more than is held', 'capture', { amount: 5427 }, 422, 'amount_exceeds_capturable', '/amount'],
  ['a truth that is a text', 'captures', { final: 'yes' }, 422, 'invalid_type', '/final'],
  ['a refund of what is not taken', 'refunds', {}, 409, 'not_captured'],
  ['a void with an amount', 'void', { amount: 1 }, 422, 'unknown_field', '/amount'],
  ['a void with a line break in its reason', 'void', { reason: 'a\nb' }, 422, 'invalid_characters', '/reason'],
  ['a review of what is not held', 'review', { decision: 'accept' }, 409, 'not_held'],
  ['a review that decides nothing', 'review', {}, 422, 'required', '/decision'],
  ['a review with another decision', 'review', { decision: 'maybe' }, 422, 'invalid_value', '/decision'],
];

const ofSale: readonly Case[] = [
  ...money('refunds'),
  ['more than was taken', 'refunds', { amount: 5427 }, 422, 'amount_exceeds_refundable', '/amount'],
  ['an unknown line', 'refunds', { lines: [{ line: 3, quantity: 1 }] }, 422, 'unknown_line', '/lines/0/line'],
  ['line 0', 'refunds', { lines: [{ line: 0, quantity: 1 }] }, 422, 'unknown_line', '/lines/0/line'],
  [
    'more pieces than were bought',
    'refunds',
    { lines: [{ line: 2, quantity: 3 }] },
    422,
    'quantity_exceeds_refundable',
    '/lines/0/quantity',
  ],
  ['no piece', 'refunds', { lines: [{ line: 2, quantity: 0 }] }, 422, 'invalid_quantity', '/lines/0/quantity'],
  ['half a piece', 'refunds', { lines: [{ line: 2, quantity: 0.5 }] }, 422, 'not_an_integer', '/lines/0/quantity'],
  [
    'a line twice',
    'refunds',
    {
      lines: [
        { line: 2, quantity: 1 },
        { line: 2, quantity: 1 },
      ],
    },
    422,
    'duplicate_line',
    '/lines/1/line',
  ],
  ['an amount and lines', 'refunds', { amount: 1, lines: [{ line: 2, quantity: 1 }] }, 422, 'amount_and_lines', '/amount'],
  ['more shipping than was paid', 'refunds', { shipping: 796 }, 422, 'amount_exceeds_refundable', '/shipping'],
  ['a card number in the reason', 'refunds', { reason: 'card 4111 1111 1111 1111' }, 422, 'card_number_in_text', '/reason'],
  ['a capture of a sale', 'captures', {}, 409, 'already_captured'],
  ['a void of what was taken', 'void', {}, 409, 'nothing_to_void'],
];

const world = async (): Promise<readonly number[]> => [await shop.recorded(), shop.askedOfProcessors()];

describe.each([
  ['preauth', ofPreauth],
  ['sale', ofSale],
] as const)('what is asked of a %s', (type, cases) => {
  let order: string;
  beforeAll(async () => {
    const { status, body } = await shop.place({ type });
    expect(status).toBe(201);
    order = body.id;
    await (type === 'sale' ? shop.mailOf(order, /receipt/i) : undefined);
  });

  it.each(cases)('is refused for %s (%s %j) by code and field; nothing is appended, nothing sent', async (...one) => {
    const [, path, body, status, code, field] = one;
    const before = await world();
    const answer = await shop.post(`/v1/orders/${order}/${path}`, body);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([status, code, field]);
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
    expect(await world()).toEqual(before);
  });
});

describe('an order of somebody else', () => {
  const routes = ['captures', 'capture', 'void', 'refunds', 'review'];
  const bodyOf = (route: string): object => (route === 'review' ? { decision: 'accept' } : {});
  let order: string;
  let other: Shop;
  let live: Shop;
  beforeAll(async () => {
    order = (await shop.place({ type: 'preauth' })).body.id;
    other = await shop.withNewKey('mer_other', 'test');
    live = await shop.withNewKey('mer_demo', 'live');
  });

  it.each(routes)('S1: is as absent as one that does not exist, for POST %s', async (route) => {
    const before = await world();
    const absent = await shop.post(`/v1/orders/ord_${'0'.repeat(32)}/${route}`, bodyOf(route));
    const answers = [
      absent,
      await other.post(`/v1/orders/${order}/${route}`, bodyOf(route)),
      await live.post(`/v1/orders/${order}/${route}`, bodyOf(route)),
      await shop.post(`/v1/orders/${uuidOf(order)}/${route}`, bodyOf(route)),
      await shop.post(`/v1/orders/nonsense/${route}`, bodyOf(route)),
    ];
    const { requestId: _id, ...same } = absent.body;
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body).toMatchObject({ ...same, code: 'not_found' });
    }
    expect(await world()).toEqual(before);
  });

  it.each(['captures', 'void', 'refunds', 'review', 'events'])('S1: shows nothing by GET %s', async (route) => {
    for (const caller of [other, live]) {
      expect(await caller.get(`/v1/orders/${order}/${route}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('S2: does not give its answer away to whoever uses the same Idempotency-Key', async () => {
    const key = 'shared-key';
    const [own, foreign] = [
      await shop.place({ body: { items: [mugs] } }, key),
      await other.place({ body: { items: [mugs] } }, key),
    ];
    expect([own.status, foreign.status]).toEqual([201, 201]);
    expect(foreign.body.id).not.toBe(own.body.id);
  });
});

describe('M2: an order with a live key', () => {
  it('never reaches a processor of mode test: nothing is sent, nothing is charged', async () => {
    const live = await shop.withNewKey('mer_demo', 'live');
    const asked = shop.askedOfProcessors();
    const { status, body } = await live.place();
    expect([status, body.code, body.order.payment.status]).toEqual([402, 'no_processor', 'none']);
    expect(shop.askedOfProcessors()).toBe(asked);
  });
});
