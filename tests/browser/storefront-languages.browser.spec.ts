import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { someCard } from '../load/orders.ts';
import { TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, expectWithinPage, keepScreenshot } from './page-checks.ts';
import { openShop, someEmail } from './storefront.ts';

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

const spoken = [
  { language: 'en-US', shop: 'Things from the harbor', mug: 'The Mug', sum: '$12.50', thanks: 'Thank you for your order' },
  { language: 'de-AT', shop: 'Dinge vom Hafen', mug: 'Der Becher', sum: '12,50 $', thanks: 'Vielen Dank für Ihre Bestellung' },
  { language: 'es-MX', shop: 'Cosas del puerto', mug: 'La taza', sum: '12,50 US$', thanks: 'Gracias por su pedido' },
  { language: 'fr-CA', shop: 'Des choses du port', mug: 'La tasse', sum: '12,50 $US', thanks: 'Merci pour votre commande' },
  { language: 'ja-JP', shop: '港町の品々', mug: 'マグカップ', sum: '$12.50', thanks: 'ご注文ありがとうございます' },
] as const;

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name="${name}"]:visible`).fill(value);
};

const address = (email: string) => ({
  email,
  'billing.name': 'Ann Buyer',
  'billing.line1': '1 Main St',
  'billing.city': 'Albany',
  'billing.region': 'NY',
  'billing.postalCode': '12207',
});

describe.each(spoken)('the shop for a browser that wants $language', ({ language, shop: title, mug, sum, thanks }) => {
  it('speaks it on every page, without scripts, and sells the mug under the name that was read', async () => {
    const own = language.slice(0, 2);
    await browser.withPage({ size: 'phone', language, hasScripts: false }, async (page) => {
      await openShop(page, shop);
      await page.getByRole('heading', { name: title }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(own);
      const keep = (name: string) =>
        page.screenshot({ path: `.artifacts/screens/shop-${own}-${name}-phone.png`, fullPage: true });
      await keep('catalog');
      await page.getByRole('link', { name: new RegExp(`^${mug}`) }).click();
      await keep('product');
      await page.locator('form[action="/cart/add"] button').click();
      await page.getByText(sum).first().waitFor();
      await keep('cart');
      await page.locator('a[href="/checkout"]').click();
      await page.locator('select[name="billing.country"]').selectOption('US');
      await fill(page, address(someEmail()));
      await keep('checkout');
      await page.locator('form[action="/checkout"] button').click();
      await fill(page, { number: someCard(), expiry: '12/30', cvc: '123' });
      await keep('payment');
      await page.locator('form[action="/checkout/pay"] button').click();
      await page.getByRole('heading', { name: thanks }).waitFor();
      await keep('thanks');
      const id = /\/orders\/(ord_\w+)\//.exec(page.url())?.[1] ?? '';
      expect((await shop.get(`/v1/orders/${id}`)).body).toMatchObject({ status: 'approved', items: [{ description: mug }] });
    });
  });
});

it('remembers the language that was chosen, whatever the browser wants', async () => {
  await browser.withPage({ size: 'desktop', language: 'fr-FR' }, async (page) => {
    await page.goto(`${shop.demo.storefrontUrl}/products/the-mug`);
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('heading', { name: 'マグカップ' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/products/the-mug');
    await expectAccessible(page);
    await expectWithinPage(page);
    await keepScreenshot(page, 'shop-language-chosen');
    await openShop(page, shop);
    await page.getByRole('heading', { name: '港町の品々' }).waitFor();
  });
});
