import { someCard } from '../load/orders.ts';
import { sizes, TestBrowser } from './browser.ts';
import { Central, inspect } from './central.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';
import { knownCustomer, PaymentShop, payButton, typeCard } from './payment-shop.ts';

let shop: PaymentShop;
let browser: TestBrowser;
let central: Central;
beforeAll(async () => {
  shop = await PaymentShop.open(joinShop());
  browser = await TestBrowser.open();
  central = await Central.open();
});
afterAll(async () => {
  await central?.close();
  await browser?.close();
  shop?.close();
  await shop?.shop.close();
});

interface SavedCard {
  readonly id: string;
  readonly brand: string;
  readonly last4: string;
}

describe.each(sizes)('cards that are kept, on a %s', (size) => {
  it('are asked for on the page, told to the merchant once paid with, shown in Central, and offered the next time, also without scripts', async () => {
    const number = someCard();
    const first = await shop.checkout({ ...knownCustomer(), offerToSaveCard: true });
    await browser.withPage({ size }, async (page) => {
      await page.goto(first.url);
      await typeCard(page, number);
      await page.getByLabel(/my card is kept/).check();
      await expectAccessible(page);
      await keepScreenshot(page, 'checkout-save-card');
      await payButton(page).click();
      await page.getByRole('heading', { name: 'Thank you from the shop' }).waitFor();
    });
    const { savedCard } = (await shop.session(first)) as unknown as { readonly savedCard: SavedCard };
    expect(savedCard).toMatchObject({ brand: 'visa', last4: number.slice(-4) });
    await central.withPage({ size, path: `/orders/${(await shop.order(first)).id}` }, async (page) => {
      const consents = page.getByRole('region', { name: 'What the customer agreed to' });
      await consents.getByText('my card is kept for my later orders').waitFor();
      await consents.getByText('Keeping the card').waitFor();
      await consents.scrollIntoViewIfNeeded();
      await inspect(page, 'central-consents');
    });
    for (const hasScripts of [true, false]) {
      const next = await shop.checkout({ ...knownCustomer(), savedCards: [savedCard.id] });
      await browser.withPage({ size, hasScripts }, async (page) => {
        await page.goto(next.url);
        await page.getByRole('radio', { name: `Visa •••• ${savedCard.last4}` }).waitFor();
        expect(await page.getByLabel('Card number').isVisible()).toBe(false);
        await page.getByRole('radio', { name: 'Another card' }).check();
        expect(await page.getByLabel('Card number').isVisible()).toBe(true);
        await page.getByRole('radio', { name: `Visa •••• ${savedCard.last4}` }).check();
        if (hasScripts) await expectAccessible(page);
        await keepScreenshot(page, hasScripts ? 'checkout-saved-card' : 'checkout-saved-card-without-scripts');
        await payButton(page).click();
        await page.getByRole('heading', { name: 'Thank you from the shop' }).waitFor();
      });
      expect(await shop.session(next)).toMatchObject({ status: 'paid', savedCard: null });
      expect(await shop.order(next)).toMatchObject({ payment: { last4: savedCard.last4 } });
    }
  });
});
