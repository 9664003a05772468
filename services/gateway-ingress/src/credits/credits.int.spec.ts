import { TestGateway } from '../testing/gateway.js';
import { memberOf, type TestPerson } from '../testing/person.js';

const PAN = '4111111111111111';
const card = { number: PAN, expiryMonth: 12, expiryYear: 2030 };
let count = 0;
/** Of an amount that no other test asks for. */
const credit = (change: object = {}) => {
  count += 1;
  const customer = { email: 'ann@example.com', name: 'Ann Buyer' };
  return { amount: 100 + count, currency: 'USD', description: 'For the late parcel', customer, payment: { card }, ...change };
};

describe('a free credit', () => {
  let gateway: TestGateway;
  let manager: TestPerson;
  const path = 'stores/mer_demo/test/credits';
  const allowed = { enabled: true, apiKeys: true, perCredit: { USD: 5_000 }, perDay: { USD: 100_000 } };

  beforeAll(async () => {
    gateway = await TestGateway.start();
    manager = await memberOf(gateway, 'manager');
  });
  beforeEach(() => {
    gateway.neighbors.creditTerms = allowed;
    gateway.neighbors.isSilent = false;
  });
  afterAll(() => gateway.stop());

  const send = (body: object, headers: Readonly<Record<string, string>> = {}) =>
    gateway.send('POST', '/v1/credits', { body, headers });

  it('is given to a card, and makes an order of its own', async () => {
    const asked = credit({ reference: 'A-17', metadata: { case: '4711' } });
    const { status, json, headers } = await send(asked);
    expect([status, headers.location]).toEqual([201, `/v1/orders/${json.id}`]);
    expect(json).toMatchObject({
      status: 'credited',
      type: 'credit',
      reference: 'A-17',
      amounts: { subtotal: 0, shipping: null, tax: null, total: asked.amount, captured: 0, refunded: 0, credited: asked.amount },
      payment: { status: 'credited', brand: 'visa', last4: '1111' },
      downloads: [],
    });
    const order = await gateway.send('GET', `/v1/orders/${json.id}`);
    expect(order.json).toMatchObject({
      description: 'For the late parcel',
      items: [],
      customer: { email: 'ann@example.com', name: 'Ann Buyer' },
      billingAddress: null,
      mails: [{ kind: 'credit', status: 'pending' }],
    });
  });

  it('needs no address of the customer: then nobody is told', async () => {
    const { json } = await send(credit({ customer: undefined }));
    const order = await gateway.send('GET', `/v1/orders/${json.id}`);
    expect(order.json).toMatchObject({ status: 'credited', customer: { email: '' }, mails: [] });
    const mail = await gateway.send('POST', `/v1/orders/${json.id}/mails`, { body: { kind: 'credit' } });
    expect([mail.status, mail.json.code]).toEqual([409, 'nothing_to_mail']);
  });

  it('goes to nobody whom the store blocks, and then takes nothing: no turn, no card, no order', async () => {
    gateway.neighbors.fraud.blockedKinds = ['card', 'email', 'country'];
    const refused = await send(credit());
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      [
        expect.objectContaining({ code: 'email_blocked', field: '/customer/email' }),
        expect.objectContaining({ code: 'card_blocked', field: '/payment/card/number' }),
      ],
    ]);
    gateway.neighbors.fraud.blockedKinds = [];
    expect((await send(credit())).status).toBe(201);
  });

  it('I15: leaves the card’s number nowhere but in the vault', async () => {
    const { json } = await send(credit());
    const [row] = await gateway.query<{ data: string | null }>(
      `SELECT string_agg(data::text, '') AS data FROM order_log.events WHERE data::text LIKE '%${PAN}%'`,
    );
    expect(row?.data ?? null).toBeNull();
    expect((await gateway.send('GET', `/v1/orders/${json.id}/events`)).text).not.toContain(PAN);
    const stray = await send(credit({ description: `to ${PAN}` }));
    expect([stray.status, stray.json.code]).toEqual([422, 'card_number_in_text']);
  });

  it('is declined where the processor says no, and the order is inside', async () => {
    const { status, json } = await send(credit({ metadata: { fate: 'declined' } }));
    expect([status, json.code, json.order.status, json.order.amounts.credited]).toEqual([402, 'do_not_honor', 'declined', 0]);
  });

  it('is pending while nobody knows, and has its outcome under the same key later', async () => {
    gateway.neighbors.isSilent = true;
    const key = { 'idempotency-key': 'credit-late' };
    const asked = credit();
    const waiting = send(asked, key);
    const { status, json } = await waiting;
    expect([status, json.status]).toEqual([202, 'pending']);
    const again = await send({ ...asked, amount: 1 }, key);
    expect([again.status, again.json.code]).toEqual([422, 'idempotency_key_reused']);
  }, 30_000);

  it('is one credit however often its request is repeated', async () => {
    const asked = credit();
    const key = { 'idempotency-key': 'credit-once' };
    const first = await send(asked, key);
    const again = await send(asked, key);
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text]);
  });

  it.each([
    ['off', { ...allowed, enabled: false }, 403, 'credit_off'],
    ['off for API keys', { ...allowed, apiKeys: false }, 403, 'credit_by_key_off'],
    ['off in its currency', { ...allowed, perCredit: {} }, 422, 'credit_currency_off'],
    ['over the limit of one', { ...allowed, perCredit: { USD: 100 }, perDay: { USD: 100_000 } }, 422, 'credit_amount_limit'],
    ['over the limit of the day', { ...allowed, perCredit: { USD: 1 }, perDay: { USD: 1 } }, 422, 'credit_amount_limit'],
  ])('that is %s is refused before anything is stored', async (_what, terms, status, code) => {
    gateway.neighbors.creditTerms = terms;
    const before = await gateway.stored();
    const answer = await send(credit());
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.json.detail).toBeTruthy();
    expect(await gateway.stored()).toEqual(before);
  });

  it('is for people where API keys may not, who have the right', async () => {
    gateway.neighbors.creditTerms = { ...allowed, apiKeys: false };
    expect((await manager.send('POST', path, { body: credit() })).status).toBe(201);
    for (const role of ['accountant', 'support', 'developer', 'read_only']) {
      const person = await memberOf(gateway, role);
      const { status, json } = await person.send('POST', path, { body: credit() });
      expect([role, status, json.code]).toEqual([role, 403, 'not_allowed']);
    }
  });

  it('that repeats another one of the day is refused with that one inside, unless it is meant', async () => {
    const asked = credit();
    const first = await send(asked);
    const second = await send(asked);
    expect([second.status, second.json.code, second.json.order.id]).toEqual([409, 'duplicate_credit', first.json.id]);
    expect((await send({ ...asked, allowDuplicate: true })).status).toBe(201);
    const declined = credit({ metadata: { fate: 'declined' } });
    await send(declined);
    expect((await send(declined)).status).toBe(402);
  });

  it('brings no day beyond its limit, also when twenty come at once', async () => {
    gateway.neighbors.creditTerms = { ...allowed, perCredit: { EUR: 1_000 }, perDay: { EUR: 5_000 } };
    const asked = { currency: 'EUR', allowDuplicate: true };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(credit({ ...asked, amount: 1_000 }))));
    const given = answers.filter(({ status }) => status === 201);
    expect(given.length).toBeLessThanOrEqual(5);
    for (const { status } of answers) expect([201, 409, 503]).toContain(status);
    while ((await send(credit({ ...asked, amount: 1_000 }))).status === 201) given.push(answers[0] as never);
    expect(given).toHaveLength(5);
    const { status, json } = await send(credit({ ...asked, amount: 1 }));
    expect([status, json.code]).toEqual([409, 'credit_day_limit']);
  });

  it('can be neither captured, voided nor refunded', async () => {
    const { json } = await send(credit());
    for (const [verb, code] of [
      ['captures', 'not_authorized'],
      ['void', 'not_authorized'],
      ['refunds', 'not_captured'],
    ]) {
      const answer = await gateway.send('POST', `/v1/orders/${json.id}/${verb}`, { body: {} });
      expect([verb, answer.status, answer.json.code]).toEqual([verb, 409, code]);
    }
  });

  it.each([
    ['no amount', { amount: 0 }, '/amount', 'invalid_amount'],
    ['no card', { payment: {} }, '/payment/card', 'required'],
    ['no description', { description: undefined }, '/description', 'required'],
    [
      'a card that has expired',
      { payment: { card: { ...card, expiryYear: 2020 } } },
      '/payment/card/expiryMonth',
      'card_expired',
    ],
    ['a card that is not kept', { payment: { token: 'card_once' } }, '/payment/token', 'unknown_card'],
    ['lines', { items: [] }, '/items', 'unknown_field'],
  ])('with %s is refused, and the field is named', async (_what, change, field, code) => {
    const { status, json } = await send(credit(change));
    expect([status, json.field, json.code]).toEqual([422, field, code]);
  });

  it('goes to a saved card', async () => {
    const { status, json } = await send(credit({ payment: { token: 'card_saved' } }));
    expect([status, json.payment.last4]).toEqual([201, '4444']);
  });
});
