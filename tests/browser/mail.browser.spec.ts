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

interface Receipt {
  readonly email: string;
  readonly html: string;
}

const buyAs = async (name: string): Promise<Receipt> => {
  const email = `${name}.${Date.now()}@example.com`;
  const { status, body } = await shop.place({ body: { customer: { email, name: 'Ann Buyer' } } });
  expect(status).toBe(201);
  return { email, html: (await shop.mailOf(body.id, /receipt/)).html };
};

describe.each(sizes)('a receipt, on a %s', (size) => {
  it('is legible as a page of its own', async () => {
    const { html } = await buyAs(size);
    await browser.withPage({ size }, async (page) => {
      await page.setContent(html);
      await page.getByText('54.26 USD').first().waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'receipt');
    });
  });

  it('is listed and shown by the mail catcher, and its link leads to the page of the download', async () => {
    const { email } = await buyAs(`caught.${size}`);
    await browser.withPage({ size }, async (page) => {
      await page.goto(shop.demo.mailUrl);
      await expectAccessible(page);
      await keepScreenshot(page, 'mail-list');
      await page.getByRole('listitem').filter({ hasText: email }).getByRole('link').click();
      const link = page.frameLocator('iframe').getByRole('link', { name: 'book.epub' });
      await link.waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'mail');
      const [download] = await Promise.all([page.waitForEvent('popup'), link.click()]);
      await download.getByRole('button', { name: 'Download' }).waitFor();
    });
  });
});

describe.each(sizes)('the trace viewer, on a %s', (size) => {
  it('lists the way of an order, and shows it span by span', async () => {
    await buyAs(`traced.${size}`);
    await browser.withPage({ size }, async (page) => {
      await page.goto(shop.demo.tracesUrl);
      await expectAccessible(page);
      await keepScreenshot(page, 'trace-list');
      await page
        .getByRole('link', { name: /POST \/v1\/orders/ })
        .first()
        .click();
      await page.getByText('gateway-ingress').first().waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'trace');
    });
  });
});
