import { randomUUID } from 'node:crypto';
import { TestGateway } from '../../testing/gateway.js';
import { sampleOrder } from '../../testing/orders.js';
import { hiddenFields, PayPage, pay, typed, visa } from '../../testing/pay-page.js';
import { CheckoutKeys } from '../sessions/checkout-keys.store.js';

describe('what the payment page refuses', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  it.each([
    ['no form token', { form: '' }, 409],
    ['another session’s', { form: `1.${Math.floor(Date.now() / 1_000)}.${'0'.repeat(64)}` }, 409],
  ])('pays nothing with %s, and loses nothing', async (...[, change, status]) => {
    const page = await PayPage.open(gateway);
    const answer = await page.post({ ...(await page.filledIn()), ...visa, ...change, ...pay });
    expect([answer.status, answer.text.includes('lay open'), answer.text.includes('value="1 Main St"')]).toEqual([
      status,
      true,
      true,
    ]);
    expect([await page.orderCount(), hiddenFields(answer).total]).toEqual([0, '5426']);
  });

  it('pays nothing with a form that lay open for longer than an hour, and loses nothing', async () => {
    const page = await PayPage.open(gateway);
    const hoursAgo = new Date(Date.now() - 3_700_000);
    const form = gateway.service.app.get(CheckoutKeys, { strict: false }).formToken({ session: page.uuid, attempt: 1 }, hoursAgo);
    const answer = await page.post({ ...(await page.filledIn()), ...visa, form, ...pay });
    expect([answer.status, answer.text.includes('lay open'), answer.text.includes('value="1 Main St"')]).toEqual([
      409,
      true,
      true,
    ]);
    expect((await page.post({ ...typed, ...hiddenFields(answer), ...visa, ...pay })).status).toBe(303);
    expect(await page.orderCount()).toBe(1);
  });

  it('says where an order cannot be delivered, before anybody pays', async () => {
    const page = await PayPage.open(gateway);
    const far = { ...typed, 'billingAddress.country': 'AQ', 'billingAddress.region': '', 'billingAddress.postalCode': '' };
    const filled = await page.filledIn(far);
    const answer = await page.post({ ...filled, ...visa, ...pay });
    expect([answer.status, answer.text.includes('We cannot deliver this order')]).toEqual([422, true]);
    expect(await page.orderCount()).toBe(0);
  });

  it('S15: does nothing for a page of another site', async () => {
    const page = await PayPage.open(gateway);
    const filled = await page.filledIn();
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }])
      expect((await page.post({ ...filled, ...visa, ...pay }, headers)).status).toBe(200);
    expect(await page.orderCount()).toBe(0);
  });

  it('asks once more where the total is another one than was shown', async () => {
    const page = await PayPage.open(gateway);
    const answer = await page.post({ ...(await page.filledIn()), total: '5425', ...visa, ...pay });
    expect([answer.status, answer.text.includes('The total has changed')]).toEqual([409, true]);
    expect(await page.orderCount()).toBe(0);
  });

  it('asks once more, too, where prices change between the button and the charge: nobody pays a total they have not seen', async () => {
    const page = await PayPage.open(gateway, { metadata: { fate: 'repriced' } });
    const filled = { ...(await page.filledIn()), ...visa, ...pay };
    for (const again of [await page.post(filled), await page.post(filled)]) {
      expect([again.status, again.text.includes('The total has changed')]).toEqual([409, true]);
      expect(again.text).not.toMatch(/4111/);
    }
    expect([await page.orderCount(), (await page.session()).status]).toEqual([1, 'open']);
    const [placed] = await gateway.query<{ total: object }>(
      `SELECT data->'expectedTotal' AS total FROM order_log.events
        WHERE type = 'OrderPlaced' AND data->'metadata'->>'checkoutSession' = '${page.id}'`,
    );
    expect(placed?.total).toEqual({ minor: '5426', currency: 'USD' });
  });

  it('places no order beside one that has its reference, which came while the page was open', async () => {
    const reference = randomUUID();
    const page = await PayPage.open(gateway, { reference, referenceIsUnique: true });
    const filled = { ...(await page.filledIn()), ...visa, ...pay };
    const body = { ...sampleOrder(), reference, referenceIsUnique: true };
    expect((await gateway.send('POST', '/v1/orders', { body })).status).toBe(201);
    const answer = await page.post(filled);
    expect([answer.status, answer.text.includes('has been placed already'), await page.orderCount()]).toEqual([409, true, 0]);
  });

  it.each([
    ['card.number', '4111 1111 1111 1112', 'card-number-error'],
    ['card.expiry', '13/30', 'card-expiry-error'],
    ['card.expiry', '01/20', 'This card has expired'],
    ['card.cvc', '12', 'card-cvc-error'],
    ['card.cvc', '', 'card-cvc-error'],
    ['card.cvc', ' - ', 'card-cvc-error'],
    ['customer.email', 'ann@', 'no complete e-mail address'],
    ['billingAddress.postalCode', '94105', 'another region'],
    ['billingAddress.city', '', 'billingAddress-city-error'],
  ])('names what is wrong with %s', async (...[name, value, shown]) => {
    const page = await PayPage.open(gateway);
    const answer = await page.post({ ...(await page.filledIn()), ...visa, ...pay, [name]: value });
    expect([answer.status, answer.text.includes(shown)]).toEqual([422, true]);
    expect(answer.text).not.toMatch(/4111/);
    expect(await page.orderCount()).toBe(0);
  });

  it('I15: shows and keeps no card number that was typed into another field', async () => {
    const page = await PayPage.open(gateway);
    const answer = await page.post({ ...(await page.filledIn()), ...visa, ...pay, 'billingAddress.name': '4111 1111 1111 1111' });
    expect([answer.status, answer.text.includes('does not belong here'), answer.text.includes('4111')]).toEqual([
      422,
      true,
      false,
    ]);
  });

  it('takes nothing any more once it was ended, or its time is over', async () => {
    const ended = await PayPage.open(gateway);
    const filled = await ended.filledIn();
    await gateway.send('POST', `/v1/checkout-sessions/${ended.id}/expire`);
    expect((await ended.post({ ...filled, ...visa, ...pay })).status).toBe(303);
    expect((await ended.get()).text).toContain('This payment was canceled');
    const late = await PayPage.open(gateway);
    const form = await late.filledIn();
    await gateway.query(`UPDATE gateway_ingress.checkout_sessions SET expires_at = now() WHERE id = '${late.uuid}'`);
    expect((await late.post({ ...form, ...visa, ...pay })).status).toBe(303);
    expect((await late.get()).text).toContain('This page has expired');
    expect([await ended.orderCount(), await late.orderCount()]).toEqual([0, 0]);
  });

  it('is found by its own address alone', async () => {
    const { path } = await PayPage.open(gateway);
    const flipped = path.slice(0, -2) + (path.at(-2) === 'A' ? 'B' : 'A') + path.slice(-1);
    for (const address of ['/pay/x', flipped, `${path}A`]) {
      const { status, text } = await gateway.send('GET', address, { key: '' });
      expect([status, text.includes('There is no such page')]).toEqual([404, true]);
    }
  });

  it('answers by a page, in the browser’s language, also what it cannot read: another type, too much of it', async () => {
    const { path } = await PayPage.open(gateway);
    const send = (method: string, type: string, body: string) =>
      gateway.send(method, path, { key: '', body, headers: { 'content-type': type, 'accept-language': 'de' } });
    const answers = [
      await send('POST', 'text/xml', '<a>'),
      await send('POST', 'application/x-www-form-urlencoded', `a=${'b'.repeat(70_000)}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 413]);
    for (const { headers, text } of answers) {
      expect([headers['content-type'], headers['cache-control']]).toEqual(['text/html; charset=utf-8', 'no-store']);
      expect(text).toContain('Das lässt sich nicht lesen');
    }
  });

  it('asks for patience by a page where nobody answers in time', async () => {
    const page = await PayPage.open(gateway);
    gateway.postgresProxy.freeze();
    try {
      const { status, headers, text } = await page.get();
      expect([status, headers['retry-after'], text.includes('Please try again in a moment')]).toEqual([503, '1', true]);
    } finally {
      await gateway.postgresProxy.pass();
    }
  });

  it('takes a form in no other place', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await gateway.send('POST', '/v1/orders', { body: 'a=b', headers })).status).toBe(415);
  });
});
