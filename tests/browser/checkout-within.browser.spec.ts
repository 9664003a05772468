import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { someCard } from '../load/orders.ts';
import { sizes, TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';
import { knownCustomer, PaymentShop } from './payment-shop.ts';

let shop: PaymentShop;
let browser: TestBrowser;
let merchant: Server;
let merchantUrl = '';
let paymentUrl = '';
const declinedCard = '4000000000000002';

/** A page of the merchant's, with what every message that it gets says. */
const pageOf = (url: string): string => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title><link rel="icon" href="data:,">
<main><h1>The shop’s own page</h1><div id="pay"></div><p id="done" role="status"></p></main>
<script>globalThis.heard = []; addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));</script>
<script src="${new URL(url).origin}/pay/fields.js"></script>
<script>Tollgate.embed('#pay', { url: ${JSON.stringify(url)}, onDone: (done) => { document.querySelector('#done').textContent = done.status + ' ' + done.url; } });</script></html>`;

beforeAll(async () => {
  shop = await PaymentShop.open(joinShop());
  browser = await TestBrowser.open();
  merchant = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pageOf(paymentUrl));
  });
  merchant.listen(0, '127.0.0.1');
  await once(merchant, 'listening');
  merchantUrl = `http://127.0.0.1:${(merchant.address() as AddressInfo).port}`;
});
afterAll(async () => {
  merchant?.closeAllConnections();
  merchant?.close();
  await browser?.close();
  shop?.close();
  await shop?.shop.close();
});

it.each(sizes)(
  'S18: a payment within a merchant’s page, on a %s, is paid there once, and tells that page of its end and nothing of the card',
  async (size) => {
    const checkout = await shop.checkout({ ...knownCustomer(), embedOrigins: [merchantUrl] });
    paymentUrl = checkout.url;
    const number = someCard();
    await browser.withPage({ size, expected: [/status of 402/] }, async (page) => {
      await page.goto(merchantUrl);
      const fields = page.frameLocator('iframe[title="Payment"]');
      await fields.getByLabel('Card number').waitFor();
      await fields.getByText('Ann Buyer, pay.').waitFor();
      for (const card of [declinedCard, number]) {
        await fields.getByLabel('Card number').fill(card);
        await fields.getByLabel('Expiry').fill('12/30');
        await fields.getByLabel('Security code').fill('123');
        if (card === number) {
          await expectAccessible(page);
          await keepScreenshot(page, 'checkout-within');
        }
        await fields.getByRole('button', { name: /^Pay/ }).click();
        if (card === declinedCard) await fields.getByText('The payment was not accepted').waitFor();
      }
      await page.getByText(/^paid http/).waitFor();
      await keepScreenshot(page, 'checkout-within-paid');
      const heard = await page.evaluate<readonly string[]>('heard');
      expect(heard.join()).toContain(checkout.id);
      for (const secret of [number, declinedCard, '12/30']) expect(heard.join()).not.toContain(secret);
    });
    expect([(await shop.session(checkout)).status, await shop.orderCount(checkout)]).toEqual(['paid', 2]);
  },
);

it('S19: a page of another origin has no payment within it', async () => {
  const checkout = await shop.checkout({ ...knownCustomer(), embedOrigins: ['https://shop.example'] });
  paymentUrl = checkout.url;
  await browser.withPage(
    { size: 'desktop', expected: [/ERR_BLOCKED_BY_RESPONSE|frame-ancestors|X-Frame-Options|status of 404/] },
    async (page) => {
      await page.goto(merchantUrl, { waitUntil: 'load' });
      expect(await page.frameLocator('iframe[title="Payment"]').getByLabel('Card number').count()).toBe(0);
    },
  );
});
