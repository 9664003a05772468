import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { someCard } from '../load/orders.ts';
import { type Size, sizes, TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';
import { fillAddress, fillCard, openShop, putIntoCart, someEmail } from './storefront.ts';

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

const inspect = async (page: Page, name: string): Promise<void> => {
  await expectAccessible(page);
  await keepScreenshot(page, `shop-${name}`);
};

/** What a page tells by its status, which the browser writes into its console. */
const told = [/status of 4(02|04|10|22)/];

const orderIn = (page: Page): string => /\/orders\/(ord_\w+)\//.exec(page.url())?.[1] ?? '';

describe.each(sizes)('the shop, on a %s', (size: Size) => {
  it('sells a book and two mugs, from the catalog to the link that is closed', async () => {
    const email = someEmail();
    await browser.withPage({ size, hasScripts: false, expected: told }, async (page) => {
      // 1. What there is to buy.
      await openShop(page, shop);
      await page.getByRole('heading', { name: 'The Print' }).waitFor();
      await inspectWithoutScripts(page, 'catalog');
      // 2. The cart.
      await putIntoCart(page, 'The Book');
      await page
        .getByRole('link', { name: 'All products' })
        .or(page.getByRole('link', { name: 'Demo Shop' }))
        .first()
        .click();
      await putIntoCart(page, 'The Mug');
      await page.getByLabel('Quantity of The Mug').fill('2');
      await page.getByRole('button', { name: 'Update' }).click();
      await page.getByText('$44.99').waitFor();
      await inspectWithoutScripts(page, 'cart');
      // 3. The secure form.
      await page.getByRole('link', { name: 'Checkout' }).click();
      await fillAddress(page, email);
      await inspectWithoutScripts(page, 'checkout');
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor();
      await inspectWithoutScripts(page, 'payment');
      // 4. and 5. The shop's server calls the gateway, which charges.
      await fillCard(page, someCard());
      await page.getByRole('button', { name: 'Pay $54.26', exact: true }).click();
      // 7. and 8. The answer has the approval and the links: the confirmation shows them.
      await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
      await inspectWithoutScripts(page, 'confirmation');
      const order = orderIn(page);
      const number = await page.locator('.number').innerText();
      const { body } = await shop.get(`/v1/orders/${order}`);
      expect(body).toMatchObject({ status: 'approved', reference: number, amounts: { total: 5426, captured: 5426 } });
      // 6. The receipt, with the way to the downloads.
      const mail = await shop.mailOf(order, /./);
      expect(mail.text).toContain(body.downloads[0].url);
      // 9. The customer downloads, and once everything is there, access is over.
      await page.getByRole('link', { name: 'Download book.epub' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download' }).click(),
      ]);
      const digest = createHash('sha256').update(readFileSync(await download.path()));
      expect(digest.digest('hex')).toBe(body.downloads[0].sha256);
      const closed = await page.goto(body.downloads[0].url);
      expect(closed?.status()).toBe(410);
      // 10. The order can be found again; the merchant has it in the record.
      await openShop(page, shop);
      await page.getByRole('link', { name: 'Find an order' }).click();
      await page.getByLabel('Order number').fill(number.toLowerCase());
      await page.getByLabel('E-mail').fill(email);
      await inspectWithoutScripts(page, 'look-up');
      await page.getByRole('button', { name: 'Show my order' }).click();
      await page.getByRole('heading', { name: 'Your order', exact: true }).waitFor();
      expect(orderIn(page)).toBe(order);
      expect(await shop.eventTypes(order)).toEqual(
        expect.arrayContaining(['DownloadCompleted', 'DownloadAccessClosed', 'MailSent']),
      );
    });
  });

  it('is accessible from page to page', async () => {
    await browser.withPage({ size, expected: told }, async (page) => {
      await openShop(page, shop);
      await inspect(page, 'catalog');
      await page.getByRole('link', { name: /^The Album/ }).click();
      await inspect(page, 'product');
      await page.goto(`${shop.demo.storefrontUrl}/cart`);
      await inspect(page, 'cart-empty');
      await page.goto(`${shop.demo.storefrontUrl}/nothing`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
      await inspect(page, 'nothing');
      await openShop(page, shop);
      await putIntoCart(page, 'The Book');
      await inspect(page, 'cart-one');
      await page.getByRole('link', { name: 'Checkout' }).click();
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByText('Please check the fields marked below.').waitFor();
      await inspect(page, 'checkout-faults');
      await fillAddress(page, someEmail());
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page
        .getByRole('button', { name: /^Pay \$/ })
        .last()
        .click();
      await page.getByText('Please enter the whole card number.').waitFor();
      await inspect(page, 'payment-faults');
      await fillCard(page, '4000000000000002');
      await page
        .getByRole('button', { name: /^Pay \$/ })
        .last()
        .click();
      await page.getByText('Your payment was declined.').waitFor();
      expect(await page.getByLabel('Card number').inputValue()).toBe('');
      await inspect(page, 'declined');
      await fillCard(page, someCard());
      await page
        .getByRole('button', { name: /^Pay \$/ })
        .last()
        .click();
      await page.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
      await inspect(page, 'thanks');
    });
  });

  it('is as legible in the dark', async () => {
    await browser.withPage({ size, colorScheme: 'dark' }, async (page) => {
      await openShop(page, shop);
      await inspect(page, 'catalog-dark');
      await putIntoCart(page, 'The Mug');
      await page.getByRole('link', { name: 'Checkout' }).click();
      await inspect(page, 'checkout-dark');
    });
  });
});

/** axe is a script itself: such pages are judged by the other test, and looked at here. */
const inspectWithoutScripts = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({
    path: `.artifacts/screens/shop-plain-${name}-${(page.viewportSize()?.width ?? 0) < 600 ? 'phone' : 'desktop'}.png`,
    fullPage: true,
  });
