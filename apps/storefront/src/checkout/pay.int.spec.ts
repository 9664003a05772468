import type { FastifyInstance } from 'fastify';
import { FakeGateway } from '../testing/fake-gateway.js';
import { card, cookieOf, details, type Fields, hiddenIn, openShop } from '../testing/open-shop.js';

describe('paying in the shop', () => {
  let gateway: FakeGateway;
  let server: FastifyInstance;
  let cookie: string;

  const post = async (url: string, fields: Fields, headers: Fields = {}) =>
    server.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie, ...headers },
    });

  beforeEach(async () => {
    gateway = new FakeGateway();
    server = await openShop(gateway);
    cookie = '';
    cookie = cookieOf((await post('/cart/add', { sku: 'MUG-1' })).headers);
  });
  afterEach(() => server.close());
  /** The form of the second step. */
  const secondStep = async (): Promise<Fields> => hiddenIn((await post('/checkout', details)).body);
  const keys = (): readonly string[] => gateway.placed.map(({ key }) => key);

  it('shows the order, whose address nobody can make up', async () => {
    const answer = await post('/checkout/pay', { ...(await secondStep()), ...card });
    expect([answer.statusCode, cookieOf(answer.headers)]).toEqual([303, '__Host-cart=']);
    const path = String(answer.headers.location);
    expect(path).toMatch(/^\/orders\/ord_1\/[\w-]{43}\?new$/);
    expect((await server.inject(path)).body).toContain('Thank you for your order');
    expect((await server.inject(path.replace('ord_1', 'ord_2'))).statusCode).toBe(404);
  });

  it('is found by what a receipt calls it, with the e-mail address of who bought it and no other', async () => {
    gateway.idPrefix = `ord_${'0'.repeat(31)}`;
    await post('/checkout/pay', { ...(await secondStep()), ...card });
    const id = `${gateway.idPrefix}1`;
    const found = await post('/orders', { number: ` ${id.toUpperCase()}`, email: 'Ann@Example.com' });
    expect([found.statusCode, found.headers.location?.includes(id)]).toEqual([303, true]);
    for (const wrong of [
      { number: id, email: 'eve@example.com' },
      { number: `${gateway.idPrefix}2`, email: 'ann@example.com' },
    ])
      expect((await post('/orders', wrong)).statusCode).toBe(404);
  });

  it('is one order where the button is pressed twice', async () => {
    const form = { ...(await secondStep()), ...card };
    const answers = await Promise.all([post('/checkout/pay', form), post('/checkout/pay', form)]);
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect(keys()).toHaveLength(1);
  });

  it('finds an order whose answer was lost, and places no second one', async () => {
    gateway.losesAnswers = 1;
    const answer = await post('/checkout/pay', { ...(await secondStep()), ...card });
    expect([answer.statusCode, keys().length]).toEqual([303, 1]);
    expect(answer.headers.location).toContain('ord_1');
  });

  it('finds the order, too, where another card is tried under its number', async () => {
    const form = await secondStep();
    await post('/checkout/pay', { ...form, ...card });
    const answer = await post('/checkout/pay', { ...form, ...card, number: '5555555555554444' });
    expect([answer.statusCode, answer.headers.location?.includes('ord_1'), keys().length]).toEqual([303, true, 1]);
  });

  it('gives the next try after a decline another number', async () => {
    gateway.declines = true;
    const first = await post('/checkout/pay', { ...(await secondStep()), ...card });
    expect([first.statusCode, first.body.includes('Your payment was declined')]).toEqual([402, true]);
    gateway.declines = false;
    expect((await post('/checkout/pay', { ...hiddenIn(first.body), ...card })).statusCode).toBe(303);
    expect(new Set(keys()).size).toBe(2);
  });

  it('S18: never shows a card again', async () => {
    gateway.declines = true;
    const form = await secondStep();
    const pages = [
      await post('/checkout/pay', { ...form, ...card }),
      await post('/checkout/pay', { ...form, ...card, cvc: '1' }),
    ];
    for (const { body } of pages) expect(body).not.toMatch(/4111111111111111|value="123"/);
  });

  it('takes no other sum than was shown', async () => {
    const form = await secondStep();
    gateway.tax = 900;
    const answer = await post('/checkout/pay', { ...form, ...card });
    expect([answer.statusCode, answer.body.includes('The total has changed'), keys().length]).toEqual([422, true, 0]);
    expect((await post('/checkout/pay', { ...form, ...card, shownTotal: '1' })).statusCode).toBe(422);
  });

  it('says of what is sold out that it is, and that nothing was charged, and offers no other try', async () => {
    gateway.isSoldOut = true;
    const { statusCode, body } = await post('/checkout/pay', { ...(await secondStep()), ...card });
    expect([statusCode, body.includes('Sold out'), body.includes('You have not been charged')]).toEqual([422, true, true]);
    expect(body).not.toMatch(/Please check this|action="\/checkout\/pay"/);
  });

  it('takes no order number that it has not given out', async () => {
    const form = await secondStep();
    await post('/checkout/pay', { ...form, ...card, orderNumber: 'S-AAAA-AAAA-AAAA' });
    expect(keys()).toEqual([]);
  });

  it('takes prices from nobody, and a cart only as it was signed', async () => {
    await post('/checkout/pay', { ...(await secondStep()), ...card, unitAmount: '1', total: '1' });
    expect(gateway.placed[0]?.body.items).toMatchObject([{ sku: 'MUG-1', quantity: 1, unitAmount: 1250 }]);
    cookie = cookie.replace('MUG-1*1', 'MUG-1*9').replace('MUG-1%2A1', 'MUG-1%2A9');
    expect((await server.inject({ url: '/cart', headers: { cookie } })).body).toContain('Your cart is empty');
  });

  it('S15: takes no form of another site', async () => {
    const form = { ...(await secondStep()), ...card };
    expect((await post('/checkout/pay', form, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect(keys()).toEqual([]);
  });

  it('marks the postal code, too, in an empty form: every other field was', async () => {
    const { statusCode, body } = await post('/checkout', { 'billing.country': 'FR' });
    const marked = [...body.matchAll(/name="([\w.]+)"[^>]*aria-invalid/g)].map(([, name]) => name);
    expect([statusCode, marked]).toEqual([422, ['email', 'billing.name', 'billing.line1', 'billing.city', 'billing.postalCode']]);
  });

  it('shows the address with its state before it is paid', async () =>
    expect((await post('/checkout', details)).body).toContain('1 Main St, Albany, NY 12207'));

  it('says of a form that is too large what it is, and does not take the blame', async () => {
    const { statusCode, body } = await post('/orders', { number: 'x'.repeat(100_000), email: 'ann@example.com' });
    expect([statusCode, body.includes('That is too much'), body.includes('The mistake is ours')]).toEqual([413, true, false]);
  });

  it('S16: shows what was typed as text', async () => {
    const { body } = await post('/checkout', { ...details, email: 'no', 'billing.name': '"><script>alert(1)</script>' });
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;');
    expect(body).not.toContain('<script');
  });

  it('leads to the gateway’s page, and back to the order', async () => {
    const form = await secondStep();
    const answer = await post('/checkout/session', form);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, 'https://gateway.example/pay/cs_1']);
    const back = { successUrl: 'https://shop.example/checkout/return', cancelUrl: 'https://shop.example/checkout' };
    expect(gateway.sessions[0]).toMatchObject({ currency: 'USD', reference: form.orderNumber, referenceIsUnique: true, ...back });
    expect(gateway.sessions[0]).not.toHaveProperty('shippingMethod');
    await post('/checkout/pay', { ...form, ...card });
    const returned = await server.inject(gateway.returnPath('ord_1'));
    expect(returned.headers.location).toMatch(/^\/orders\/ord_1\//);
    expect((await server.inject(gateway.returnPath('ord_1').replace('ord_1', 'ord_2'))).statusCode).toBe(400);
  });

  it('shows the order where it was recorded after all, though nobody heard of it here and the customer wanted to pay there', async () => {
    const form: Fields = { ...(await secondStep()), ...card };
    gateway.hidesOrders = true;
    gateway.losesAnswers = 1;
    const lost = await post('/checkout/pay', form);
    expect([lost.statusCode, hiddenIn(lost.body).orderNumber]).toEqual([503, form.orderNumber]);
    const answer = await post('/checkout/session', hiddenIn(lost.body));
    expect([answer.statusCode, gateway.sessions.length, keys().length]).toEqual([303, 0, 1]);
    expect(answer.headers.location).toMatch(/^\/orders\/ord_1\//);
  });

  it('names no sum for a page on which delivery by express is to be chosen once more', async () => {
    expect((await post('/checkout', { ...details, shippingMethod: 'ground' })).body).toContain('Pay $18.50 on Tollgate’s page');
    const { body } = await post('/checkout', { ...details, shippingMethod: 'express' });
    expect(body).toContain('choose your delivery there once more');
    expect(body).not.toMatch(/Pay \$18.50 (here|on)/);
  });

  describe('within a page of the shop', () => {
    const within = () => server.inject({ url: '/checkout/within', headers: { cookie, 'accept-language': 'fr' } });
    beforeEach(async () => {
      const answer = await post('/checkout/within', await secondStep());
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/checkout/within']);
      cookie = `${cookie}; ${cookieOf(answer.headers)}`;
    });

    it('has the gateway’s frame and script and nothing else from elsewhere, and leads there without scripts', async () => {
      expect(gateway.sessions).toMatchObject([{ embedOrigins: ['https://shop.example'] }]);
      const { body, headers } = await within();
      expect(headers['content-security-policy']).toContain(
        "script-src 'self' https://gateway.example/pay/fields.js; frame-src https://gateway.example/pay/",
      );
      expect(body.match(/<script[^>]*>/g)).toEqual([
        '<script src="https://gateway.example/pay/fields.js">',
        '<script src="/within.js">',
      ]);
      expect(body).toContain('data-url="https://gateway.example/pay/cs_1" data-title="Formulaire de paiement"');
      expect(body).toContain('<noscript><meta http-equiv="refresh" content="0;url=https://gateway.example/pay/cs_1"></noscript>');
      expect(body).toContain('<a href="https://gateway.example/pay/cs_1">Payer sur la page de Tollgate</a>');
      expect(body).not.toMatch(/action="https:|name="language"/);
    });

    it('is the same page where it is loaded again, and the order once it was paid', async () => {
      expect([(await within()).statusCode, (await within()).statusCode, gateway.sessions.length]).toEqual([200, 200, 1]);
      gateway.paidOnPage = null;
      expect((await within()).statusCode).toBe(200);
      gateway.paidOnPage = 'ord_9';
      const paid = await within();
      expect([paid.statusCode, cookieOf(paid.headers)]).toEqual([303, '__Host-cart=']);
      expect(paid.headers.location).toMatch(/^\/orders\/ord_9\//);
    });

    it('leads to the checkout where nobody can pay there any more, or nobody began to', async () => {
      gateway.sessionStatus = 'canceled';
      const never = await server.inject('/checkout/within');
      for (const answer of [await within(), never])
        expect([answer.statusCode, answer.headers.location]).toEqual([303, '/checkout']);
    });
  });

  describe('here, after the customer has left a payment page', () => {
    let form: Fields;
    beforeEach(async () => {
      form = { ...(await secondStep()), ...card };
      cookie = `${cookie}; ${cookieOf((await post('/checkout/session', form)).headers)}`;
    });

    it('ends that page first, so that nobody pays in it, too', async () => {
      expect((await post('/checkout/pay', form)).statusCode).toBe(303);
      expect([gateway.expired, keys().length]).toEqual([1, 1]);
    });

    it('opens another page where the customer goes there again, and ends the one before', async () => {
      expect((await post('/checkout/session', form)).statusCode).toBe(303);
      expect([gateway.expired, gateway.sessionKeys.length, new Set(gateway.sessionKeys).size]).toEqual([1, 2, 2]);
    });

    it('charges nothing where that page was paid, and shows its order', async () => {
      gateway.paidOnPage = 'ord_9';
      const answer = await post('/checkout/pay', form);
      expect([answer.statusCode, keys().length]).toEqual([303, 0]);
      expect(answer.headers.location).toMatch(/^\/orders\/ord_9\//);
    });

    it('leaves in the cart what was put there since that page was paid, and nothing of it is charged', async () => {
      const paying = cookie;
      cookie = `${cookieOf((await post('/cart/add', { sku: 'EBOOK-1' })).headers)}; ${paying.split('; ')[1]}`;
      const later = { ...(await secondStep()), ...card };
      gateway.paidOnPage = 'ord_1';
      const answer = await post('/checkout/pay', later);
      expect([answer.statusCode, decodeURIComponent(cookieOf(answer.headers)), keys().length]).toEqual([
        303,
        expect.stringMatching(/^__Host-cart=EBOOK-1\*1\./),
        0,
      ]);
    });

    it('charges nothing while a payment is under way in that page', async () => {
      gateway.paidOnPage = null;
      const answer = await post('/checkout/pay', form);
      expect([answer.statusCode, answer.body.includes('A payment is under way'), keys().length]).toEqual([409, true, 0]);
    });
  });

  it('speaks the language that was chosen, on the gateway’s page and in what is ordered, too', async () => {
    const form = await secondStep();
    const chosen = await post('/language', { language: 'de', path: '/cart' });
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/cart']);
    cookie = `${cookie}; ${cookieOf(chosen.headers)}`;
    expect((await server.inject({ url: '/cart', headers: { cookie, 'accept-language': 'fr' } })).body).toContain('Ihr Warenkorb');
    await post('/checkout/session', form);
    expect(gateway.sessions[0]).toMatchObject({ locale: 'de', items: [{ sku: 'MUG-1', description: 'Der Becher' }] });
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', ''])('leads nobody to %j by a language', async (path) =>
    expect((await post('/language', { language: 'xx', path })).headers).toMatchObject({ location: '/' }),
  );
});
