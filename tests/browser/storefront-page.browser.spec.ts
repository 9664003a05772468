import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { someCard } from '../load/orders.ts';
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

/** With a mug in the cart, up to the choice of how to pay. */
const goToPayment = async (page: Page, email: string): Promise<void> => {
  await openShop(page, shop);
  await putIntoCart(page, 'The Mug');
  await page.getByRole('link', { name: 'Checkout' }).click();
  await fillAddress(page, email);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByRole('heading', { name: 'Pay through Tollgate' }).waitFor();
};

const expectOrder = async (page: Page, email: string): Promise<void> => {
  await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
  const order = /\/orders\/(ord_\w+)\//.exec(page.url())?.[1] ?? '';
  const { body } = await shop.get(`/v1/orders/${order}`);
  expect(body).toMatchObject({ status: 'approved', customer: { email } });
  expect(body.reference).toBe(await page.locator('.number').innerText());
  await page.getByRole('link', { name: 'Cart', exact: true }).click();
  await page.getByRole('heading', { name: 'Your cart is empty' }).waitFor();
};

const withinTitle = 'iframe[title="Payment form"]';

/** Nothing but keys: into the frame by Tab, and from field to field. */
const payByKeys = async (page: Page): Promise<void> => {
  const fields = page.frameLocator(withinTitle);
  const isAt = async (label: string) => (await fields.getByLabel(label).and(fields.locator(':focus')).count()) > 0;
  for (let presses = 0; !(await isAt('Card number')); presses += 1) {
    expect(presses).toBeLessThan(40);
    await page.keyboard.press('Tab');
  }
  for (const text of [someCard(), '12/30', '123']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
};

describe.each(sizes)('the shop with a payment page, on a %s', (size) => {
  it('sends its customer there with all that they have typed in, and thanks them when they are back', async () => {
    const email = someEmail();
    await browser.withPage({ size }, async (page) => {
      await goToPayment(page, email);
      await expectAccessible(page);
      await keepScreenshot(page, 'shop-ways-to-pay');
      await page.getByRole('button', { name: /on Tollgate’s page$/ }).click();
      await page.waitForURL(/\/pay\//);
      await typeCard(page);
      await keepScreenshot(page, 'shop-on-payment-page');
      await payButton(page).click();
      await expectOrder(page, email);
    });
  });

  it('has that page within its own, after a declined card, too, and by keys alone', async () => {
    const email = someEmail();
    await browser.withPage({ size, expected: [/status of 402/] }, async (page) => {
      await goToPayment(page, email);
      await page.getByRole('button', { name: /^Pay .* here$/ }).click();
      await page.waitForURL(/\/checkout\/within$/);
      const fields = page.frameLocator(withinTitle);
      await fields.getByText(/^Ann Buyer, ann/).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'shop-within');
      await fields.getByLabel('Card number').fill('4000000000000002');
      await fields.getByLabel('Expiry').fill('12/30');
      await fields.getByLabel('Security code').fill('123');
      await fields.getByRole('button', { name: /^Pay/ }).click();
      await fields.getByText('The payment was not accepted').waitFor();
      await keepScreenshot(page, 'shop-within-declined');
      await page.reload();
      await fields.getByLabel('Card number').waitFor();
      await payByKeys(page);
      await expectOrder(page, email);
    });
  });
});

it('leads to the payment page where the browser runs no scripts', async () => {
  const email = someEmail();
  await browser.withPage({ size: 'phone', hasScripts: false }, async (page) => {
    await goToPayment(page, email);
    await page.getByRole('button', { name: /^Pay .* here$/ }).click();
    await page.waitForURL(/\/pay\//);
    await typeCard(page);
    await payButton(page).click();
    await expectOrder(page, email);
  });
});
