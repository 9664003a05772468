import type { Shop } from '../e2e/shop.ts';
import { sizes, TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';
import { payButton, typeCard } from './payment-shop.ts';
import { fillAddress, openShop, putIntoCart, someEmail } from './storefront.ts';

let shop: Shop;
let browser: TestBrowser;
beforeAll(async () => {
  shop = joinShop();
  browser = await TestBrowser.open();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

describe.each(sizes)('the shop with a payment page, on a %s', (size) => {
  it('sends its customer there with all that they have typed in, and thanks them when they are back', async () => {
    const email = someEmail();
    await browser.withPage({ size }, async (page) => {
      await openShop(page, shop);
      await putIntoCart(page, 'The Mug');
      await page.getByRole('link', { name: 'Checkout' }).click();
      await fillAddress(page, email);
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByRole('heading', { name: 'Pay on Tollgate’s page' }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'shop-two-ways');
      await page.getByRole('button', { name: /^Continue to pay/ }).click();
      await page.waitForURL(/\/checkout\/cs_|\/pay\/|cs_/);
      await typeCard(page);
      await keepScreenshot(page, 'shop-on-payment-page');
      await payButton(page).click();
      await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
      const order = /\/orders\/(ord_\w+)\//.exec(page.url())?.[1] ?? '';
      const { body } = await shop.get(`/v1/orders/${order}`);
      expect(body).toMatchObject({ status: 'approved', customer: { email } });
      expect(body.reference).toBe(await page.locator('.number').innerText());
      await page.getByRole('link', { name: 'Cart', exact: true }).click();
      await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
    });
  });
});
