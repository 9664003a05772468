import { TestGateway } from '../../testing/gateway.js';
import { PayPage, pay, visa } from '../../testing/pay-page.js';

describe('saved cards on the payment page', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await TestGateway.start();
  });
  afterAll(() => gateway.stop());

  const orderOf = async (page: PayPage) => (await gateway.send('GET', `/v1/orders/${(await page.session()).order}`)).json;

  it('pays with the one that the merchant named, of which the page tells brand, last digits and expiry, and no token', async () => {
    const page = await PayPage.open(gateway, { savedCards: ['card_saved'] });
    const { text } = await page.get();
    expect([/Mastercard •••• 4444<\/span><b>12\/30/.test(text), text.includes('card_saved')]).toEqual([true, false]);
    const stored = gateway.neighbors.cardsStored.length;
    const paid = await page.post({ ...(await page.filledIn()), payWith: 'saved0', ...pay });
    expect([paid.status, gateway.neighbors.cardsStored.length - stored]).toEqual([303, 0]);
    expect((await orderOf(page)).payment).toMatchObject({ brand: 'mastercard', last4: '4444' });
    expect(await page.session()).toMatchObject({ status: 'paid', savedCard: null });
  });

  it('pays with a new one all the same, and with no saved one of another session', async () => {
    const page = await PayPage.open(gateway, { savedCards: ['card_saved'] });
    await page.post({ ...(await page.filledIn()), payWith: 'new', ...visa, ...pay });
    expect((await orderOf(page)).payment.last4).toBe('1111');
    const other = await PayPage.open(gateway);
    for (const payWith of ['saved0', 'card_saved'])
      expect((await other.post({ ...(await other.filledIn()), payWith, ...pay })).status).toBe(422);
    expect([(await other.get()).text.includes('4444'), await other.orderCount()]).toEqual([false, 0]);
  });

  it('names a new one to the merchant where the customer agreed to have it kept, and not otherwise', async () => {
    for (const [consent, savedCard] of [
      ['yes', { id: expect.stringMatching(/^card_a_/), brand: 'visa', last4: '1111' }],
      ['', null],
    ] as const) {
      const page = await PayPage.open(gateway, { offerToSaveCard: true });
      expect(await page.session()).toMatchObject({ savedCard: null });
      await page.post({ ...(await page.filledIn()), ...visa, 'consent.save_card': consent, ...pay });
      expect(await page.session()).toMatchObject({ status: 'paid', savedCard });
    }
    const unasked = await PayPage.open(gateway);
    await unasked.post({ ...(await unasked.filledIn()), ...visa, 'consent.save_card': 'yes', ...pay });
    expect([await unasked.session(), (await orderOf(unasked)).consents]).toEqual([
      expect.objectContaining({ status: 'paid', savedCard: null }),
      undefined,
    ]);
  });

  it.each(['card_once', 'card_unknown'])('takes no %s that is not a saved card of the merchant', async (token) => {
    const { status, json } = await gateway.send('POST', '/v1/checkout-sessions', {
      body: { ...PayPage.body(), savedCards: ['card_saved', token] },
    });
    expect([status, json.code, json.field]).toEqual([422, 'unknown_card', '/savedCards/1']);
  });
});
