import type { Shop } from '../e2e/shop.ts';
import { sizes, TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';

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

describe.each(sizes)('the page of the merchant API, on a %s', (size) => {
  it('names every call, and opens one of them', async () => {
    await browser.withPage({ size }, async (page) => {
      await page.goto(`${shop.demo.apiUrl}/docs`);
      const { paths } = (await shop.get('/openapi.json')).body as { paths: Readonly<Record<string, object>> };
      const calls = Object.values(paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
      await page.locator('.opblock').first().waitFor();
      expect(await page.locator('.opblock').count()).toBe(calls);
      await expectAccessible(page);
      await keepScreenshot(page, 'api-docs');
      await page.getByRole('button', { name: 'Places a sale or preauth' }).click();
      await page.getByText('Idempotency-Key').first().waitFor();
      await expectAccessible(page);
    });
  });
});
