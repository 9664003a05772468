import { createHash, createHmac } from 'node:crypto';
import { TestGateway } from '../../testing/gateway.js';
import { declinedCard, hiddenFields, PayPage, pay, typed, visa } from '../../testing/pay-page.js';

const digital = { items: [{ sku: 'EBOOK-1', description: 'The Book', kind: 'digital', quantity: 1, unitAmount: 1999 }] };

describe('the payment page', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const orderOf = async (page: PayPage) => (await gateway.send('GET', `/v1/orders/${(await page.session()).order}`)).json;
  /** The address that the page of the way back leads to. */
  const returnUrl = async (page: PayPage): Promise<URL> => {
    const [, url = ''] = /content="0;url=([^"]+)"/.exec((await page.get('/return')).text) ?? [];
    return new URL(url.replaceAll('&amp;', '&'));
  };

  it('S19: is a page of our own alone: scripts and styles by hash, no frame, told to nobody, kept nowhere', async () => {
    const { status, headers, text } = await (await PayPage.open(gateway)).get();
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    const policy = String(headers['content-security-policy']);
    for (const tag of ['script', 'style']) {
      const [, content = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text) ?? [];
      expect(policy).toContain(`${tag}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`);
    }
    expect([headers['cache-control'], headers['referrer-policy'], headers['set-cookie']]).toEqual([
      'no-store',
      'no-referrer',
      undefined,
    ]);
    expect(text).not.toMatch(/(src|srcset)="/);
  });

  it('takes the address, tells the total, takes the card, and places the order as the API does', async () => {
    const page = await PayPage.open(gateway, { reference: 'cart-17', metadata: { cart: 'c-17' } });
    const first = await page.get();
    expect(hiddenFields(first).total).toBe('');
    const filled = await page.filledIn();
    expect(filled.total).toBe('5426');
    const paid = await page.post({ ...filled, ...visa, ...pay });
    expect([paid.status, paid.headers.location]).toEqual([303, `${page.path}/return`]);
    expect(await page.session()).toMatchObject({
      status: 'paid',
      order: expect.stringMatching(/^ord_/),
      amounts: { subtotal: 4499, shipping: 795, tax: 132, total: 5426 },
    });
    expect(await orderOf(page)).toMatchObject({
      status: 'approved',
      type: 'sale',
      reference: 'cart-17',
      metadata: { cart: 'c-17', checkoutSession: page.id },
      customer: { email: 'ann@example.com', name: 'Ann Buyer', ipAddress: expect.stringMatching(/127\.0\.0\.1|::1/) },
      billingAddress: { line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' },
      shippingAddress: { line1: '1 Main St' },
      payment: { brand: 'visa', last4: '1111' },
    });
  });

  it('leads back with a signature that the merchant computes from the API key', async () => {
    const page = await PayPage.open(gateway);
    await page.post({ ...(await page.filledIn()), ...visa, ...pay });
    const url = await returnUrl(page);
    const { a, session, order, status, t, signature } = Object.fromEntries(url.searchParams);
    expect([url.origin + url.pathname, a, session, status]).toEqual(['https://shop.example/thanks', '1', page.id, 'paid']);
    expect(Math.abs(Number(t) - Date.now() / 1_000)).toBeLessThan(10);
    const key = createHash('sha256').update(gateway.apiKey).digest();
    const expected = createHmac('sha256', key).update(`${session}.${order}.${status}.${t}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
  });

  it('P1: is paid once: a second tab, the same form again and the way back all see the receipt', async () => {
    const page = await PayPage.open(gateway, { customer: { email: 'ann@example.com' } });
    const [a, b] = [await page.filledIn(), await page.filledIn()];
    expect((await page.post({ ...a, ...visa, ...pay })).headers.location).toBe(`${page.path}/return`);
    for (const form of [b, a]) {
      const again = await page.post({ ...form, ...visa, ...pay });
      expect([again.status, again.headers.location]).toEqual([303, page.path]);
    }
    const receipt = await page.get();
    const { order } = await page.session();
    expect(receipt.text).toContain('Thank you for your order');
    expect(receipt.text).toContain(order);
    expect(receipt.text).toContain('Visa •••• 1111');
    expect(receipt.text).toMatch(/href="https:\/\/downloads\.example:8444\/d\/[\w-]+">book\.epub/);
    expect(await page.orderCount()).toBe(1);
  });

  it('is paid once by ten tabs that pay at the same moment', async () => {
    const page = await PayPage.open(gateway);
    const forms = await Promise.all(Array.from({ length: 10 }, () => page.filledIn()));
    const answers = await Promise.all(forms.map((form) => page.post({ ...form, ...visa, ...pay })));
    for (const { status, headers } of answers)
      expect([status, headers.location]).toEqual([303, expect.stringMatching(page.path)]);
    expect(await page.orderCount()).toBe(1);
  });

  it('S13: says of a declined card no more than that, keeps what was typed but for the card, and takes another one', async () => {
    const page = await PayPage.open(gateway);
    const filled = await page.filledIn();
    const declined = await page.post({ ...filled, ...declinedCard, ...pay });
    expect(declined.status).toBe(402);
    expect(declined.text).toContain('The payment was not accepted');
    expect(declined.text).toContain('value="1 Main St"');
    expect(declined.text).not.toMatch(/4000|0002|"123"|do_not_honor/);
    expect(await page.session()).toMatchObject({ status: 'open', order: null });
    const paid = await page.post({ ...filled, ...hiddenFields(declined), ...visa, ...pay });
    expect([paid.status, paid.headers.location]).toEqual([303, `${page.path}/return`]);
    expect(await page.orderCount()).toBe(2);
    expect((await orderOf(page)).payment.last4).toBe('1111');
  });

  it('does not try a card again when a declined form is sent once more, also with another card', async () => {
    const page = await PayPage.open(gateway);
    const filled = await page.filledIn();
    await page.post({ ...filled, ...declinedCard, ...pay });
    for (const card of [declinedCard, visa]) {
      const again = await page.post({ ...filled, ...card, ...pay });
      expect([again.status, again.text.includes('The payment was not accepted')]).toEqual([402, true]);
    }
    expect(await page.orderCount()).toBe(1);
  });

  it('S13: takes ten cards, and no more', async () => {
    const page = await PayPage.open(gateway);
    let fields = await page.filledIn();
    for (let tries = 1; tries <= 10; tries += 1) {
      const answer = await page.post({ ...fields, ...declinedCard, ...pay });
      expect([tries, answer.status]).toEqual([tries, tries < 10 ? 402 : 303]);
      fields = { ...fields, ...hiddenFields(answer) };
    }
    expect((await page.get()).text).toContain('Too many tries');
    expect((await page.post({ ...fields, ...visa, ...pay })).status).toBe(303);
    expect([await page.orderCount(), (await page.session()).status]).toEqual([10, 'expired']);
  });

  it('waits for an order that is held or has no outcome yet: nobody pays again', async () => {
    const page = await PayPage.open(gateway, { metadata: { fate: 'held' } });
    const filled = await page.filledIn();
    for (let times = 0; times < 2; times += 1) {
      const answer = await page.post({ ...filled, ...visa, ...pay });
      expect([answer.status, answer.headers.location]).toEqual([303, page.path]);
    }
    expect((await page.get()).text).toContain('We are on it');
    expect([await page.orderCount(), (await page.session()).status]).toEqual([1, 'processing']);
    expect((await returnUrl(page)).searchParams.get('status')).toBe('processing');
    const { status, json } = await gateway.send('POST', `/v1/checkout-sessions/${page.id}/expire`);
    expect([status, json.code]).toEqual([409, 'session_processing']);
  });

  it('O13: asks for no card where there is nothing to pay', async () => {
    const [item] = digital.items;
    const page = await PayPage.open(gateway, { items: [{ ...item, unitAmount: 0 }], metadata: { fate: 'free' } });
    const filled = await page.filledIn();
    expect(filled.total).toBe('0');
    expect((await page.post({ ...filled, ...pay })).headers.location).toBe(`${page.path}/return`);
    expect(await page.session()).toMatchObject({ status: 'paid', amounts: { total: 0 } });
  });

  it('records what was agreed to, and asks consumers of the European Union about their right of withdrawal', async () => {
    const consents = [
      { id: 'terms', text: 'I accept the <terms>.', isRequired: true },
      { id: 'news', text: 'Send me news.', isRequired: false },
    ];
    const page = await PayPage.open(gateway, { ...digital, consents, locale: 'de' });
    const german = {
      ...typed,
      'billingAddress.country': 'DE',
      'billingAddress.region': '',
      'billingAddress.postalCode': '10115',
    };
    const filled = { ...(await page.filledIn(german)), ...visa, ...pay, 'consent.terms': 'yes' };
    const refused = await page.post(filled);
    expect([refused.status, refused.text.includes('consent-withdrawal_waiver-error')]).toEqual([422, true]);
    const paid = await page.post({ ...filled, 'consent.withdrawal_waiver': 'yes' });
    expect(paid.status).toBe(303);
    expect((await orderOf(page)).consents).toEqual([
      { id: 'terms', text: 'I accept the <terms>.' },
      { id: 'withdrawal_waiver', text: expect.stringContaining('Widerrufsrecht') },
    ]);
    expect((await page.get()).text).toContain('I accept the &lt;terms&gt;.');
  });

  it('P2: has names as people write them', async () => {
    const names = ['김철수', 'محمد عبد الله', 'José 🎉 O’Neill', `${'a'.repeat(39)}👨‍👩‍👧‍👦`];
    for (const name of names) {
      const page = await PayPage.open(gateway);
      await page.post({ ...(await page.filledIn({ ...typed, 'billingAddress.name': name })), ...visa, ...pay });
      expect([(await orderOf(page)).customer.name, (await page.get()).text.includes(name)]).toEqual([name, true]);
    }
  });

  it('P3: takes a card of 19 digits whole', async () => {
    const page = await PayPage.open(gateway);
    const card = { ...visa, 'card.number': '6212 3456 7890 1234 569', 'card.expiry': '12/2030' };
    await page.post({ ...(await page.filledIn()), ...card, ...pay });
    expect(gateway.neighbors.cardsStored.at(-1)).toBe('6212345678901234569');
    expect((await orderOf(page)).payment).toMatchObject({ brand: 'unionpay', last4: '4569' });
  });

  it.each(['en', 'de', 'es', 'fr', 'ja'])('speaks the browser’s language: %s', async (language) =>
    expect((await (await PayPage.open(gateway)).get('', `${language};q=0.9, xx`)).text).toContain(`<html lang="${language}">`),
  );
});
