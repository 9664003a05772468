import { createHash, createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { book, someCard } from '../load/orders.ts';
import { sizes, TestBrowser } from './browser.ts';
import { Central } from './central.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, expectLandmarks, keepScreenshot } from './page-checks.ts';
import { type Checkout, PaymentShop, payButton, someEmail, typeAddress, typeCard } from './payment-shop.ts';

const declinedCard = '4000000000000002';
/** The browser's own line about an answer that is none of its faults. */
const refused = [/status of 4(02|09|22)/];

let shop: PaymentShop;
let browser: TestBrowser;
beforeAll(async () => {
  shop = await PaymentShop.open(joinShop());
  browser = await TestBrowser.open();
});
afterAll(async () => {
  await browser?.close();
  shop?.close();
  await shop?.shop.close();
});

const albany = { name: 'Ann Buyer', line1: '1 Main St', city: 'Albany', region: 'NY', postalCode: '12207', country: 'US' };
const known = () => ({ customer: { email: someEmail(), name: 'Ann Buyer' }, billingAddress: albany });

const comesToTheShop = async (page: Page): Promise<URL> => {
  await page.getByRole('heading', { name: 'Thank you from the shop' }).waitFor();
  return new URL(page.url());
};
const expectOnePayment = async (checkout: Checkout): Promise<void> => {
  expect([(await shop.session(checkout)).status, await shop.orderCount(checkout)]).toEqual(['paid', 1]);
};

describe.each(sizes)('the payment page, on a %s', (size) => {
  it('tells the total as the address is typed, knows the card, and brings the customer back with a signature', async () => {
    const checkout = await shop.checkout();
    await browser.withPage({ size }, async (page) => {
      await page.goto(checkout.url);
      await expectAccessible(page);
      await expectLandmarks(page, 'region');
      await keepScreenshot(page, 'checkout-empty');
      await typeAddress(page);
      await page.getByRole('button', { name: 'Pay $54.26' }).waitFor();
      await page.getByRole('radio', { name: /Express/ }).check();
      await page.getByRole('button', { name: /Pay \$(?!54\.26)/ }).waitFor();
      await page.getByRole('radio', { name: /Standard/ }).check();
      await page.getByRole('button', { name: 'Pay $54.26' }).waitFor();
      for (const [expiry, told] of [
        ['01/20', 'This card has expired.'],
        ['12/99', 'As on the card'],
      ] as const) {
        await page.getByLabel('Expiry').fill(expiry);
        await page.getByLabel('Expiry').blur();
        await page.getByText(told).waitFor();
      }
      await typeCard(page);
      await page.getByText('Visa', { exact: true }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'checkout-filled');
      await payButton(page).click();
      const { searchParams } = await comesToTheShop(page);
      const { session, order, status, t, signature } = Object.fromEntries(searchParams);
      const key = createHash('sha256').update(shop.shop.demo.apiKey).digest();
      const expected = createHmac('sha256', key).update(`${session}.${order}.${status}.${t}`).digest('base64');
      expect([session, status, signature]).toEqual([checkout.id, 'paid', `v1,${expected}`]);
    });
    await expectOnePayment(checkout);
  });

  it('works by keyboard alone', async () => {
    const checkout = await shop.checkout({ items: [book] });
    await browser.withPage({ size }, async (page) => {
      await page.goto(checkout.url);
      const typeIn = async (label: string, text: string): Promise<void> => {
        for (let presses = 0; presses < 30; presses += 1) {
          await page.keyboard.press('Tab');
          const focused = await page.evaluate<string>(
            'document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ""',
          );
          if (focused.startsWith(label)) return page.keyboard.type(text);
        }
        throw new Error(`${label} is not reached`);
      };
      await typeIn('E-mail', someEmail());
      await typeIn('Full name', 'Ann Buyer');
      await typeIn('Country', 'United States');
      await typeIn('Address', '1 Main St');
      await typeIn('City', 'Albany');
      await typeIn('State', 'New York');
      await typeIn('ZIP code', '12207');
      await page.keyboard.press('Tab');
      await payButton(page).waitFor();
      await page.keyboard.press('Shift+Tab');
      await typeIn('Card number', someCard());
      await typeIn('Expiry', '12/30');
      await typeIn('Security code', '123');
      await page.keyboard.press('Enter');
      await comesToTheShop(page);
    });
    await expectOnePayment(checkout);
  });

  it('works without scripts', async () => {
    const checkout = await shop.checkout();
    await browser.withPage({ size, hasScripts: false }, async (page) => {
      await page.goto(checkout.url);
      await typeAddress(page);
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByRole('button', { name: 'Pay $54.26' }).waitFor();
      await keepScreenshot(page, 'checkout-without-scripts');
      await page.getByRole('radio', { name: /Express/ }).check();
      await page.getByRole('button', { name: 'Update total' }).click();
      await page.getByRole('button', { name: /Pay \$(?!54\.26)/ }).waitFor();
      await typeCard(page);
      await payButton(page).click();
      await comesToTheShop(page);
    });
    await expectOnePayment(checkout);
  });

  it('P1: is paid once from two tabs and with Back, and each of them shows the receipt', async () => {
    const checkout = await shop.checkout(known());
    await browser.withPage({ size }, async (a) => {
      const b = await a.context().newPage();
      for (const tab of [a, b]) await tab.goto(checkout.url);
      await typeCard(a);
      await payButton(a).click();
      await comesToTheShop(a);
      await typeCard(b);
      await payButton(b).click();
      const { id: order } = await shop.order(checkout);
      await a.goBack();
      for (const tab of [a, b]) {
        await tab.getByRole('heading', { name: 'Thank you for your order' }).waitFor();
        await tab.getByText(order).waitFor();
        expect(await payButton(tab).count()).toBe(0);
      }
      await expectAccessible(b);
      await keepScreenshot(b, 'checkout-receipt');
    });
    await expectOnePayment(checkout);
  });

  it('S13: says of a declined card no more than that, keeps what was typed, and takes another one', async () => {
    const checkout = await shop.checkout();
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(checkout.url);
      await typeAddress(page);
      await typeCard(page, declinedCard);
      await payButton(page).click();
      await page.getByText('The payment was not accepted').waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'checkout-declined');
      const kept = [await page.getByLabel('City').first().inputValue(), await page.getByLabel('Card number').inputValue()];
      expect(kept).toEqual(['Albany', '']);
      await typeCard(page);
      await payButton(page).click();
      await comesToTheShop(page);
    });
    expect([(await shop.session(checkout)).status, await shop.orderCount(checkout)]).toEqual(['paid', 2]);
  });

  it('P3: does not cut a card of 19 digits, reads an expiry however it is written, and says beside a field what is wrong', async () => {
    const checkout = await shop.checkout(known());
    await browser.withPage({ size }, async (page) => {
      await page.goto(checkout.url);
      const [number, expiry] = [page.getByLabel('Card number'), page.getByLabel('Expiry')];
      await number.pressSequentially('6212345678901234568');
      expect(await number.inputValue()).toBe('6212 3456 7890 1234 568');
      await expiry.fill('13/30');
      await expiry.blur();
      await page.getByText('This number is not complete').waitFor();
      await page.getByText('month and year').waitFor();
      await keepScreenshot(page, 'checkout-checks');
      await expectAccessible(page);
      await number.fill('');
      await number.pressSequentially('6212345678901234569');
      await page.getByText('UnionPay').waitFor();
      for (const written of ['1/30', '12/2030']) {
        await expiry.fill(written);
        await expiry.blur();
        expect(await expiry.inputValue()).toBe(written === '1/30' ? '01/30' : '12/30');
      }
      await page.getByLabel('Security code').fill('123');
      await payButton(page).click();
      await comesToTheShop(page);
    });
    expect(await shop.order(checkout)).toMatchObject({ payment: { brand: 'unionpay', last4: '4569' } });
  });

  it.each(['김철수', 'محمد عبد الله', 'José 🎉 O’Neill', `${'a'.repeat(39)}👨‍👩‍👧‍👦`])(
    'P2: has the name of %s as it is',
    async (name) => {
      const checkout = await shop.checkout({ ...known(), customer: { email: someEmail() }, billingAddress: { ...albany, name } });
      await browser.withPage({ size }, async (page) => {
        await page.goto(checkout.url);
        expect(await page.getByLabel('Full name').first().inputValue()).toBe(name);
        await typeCard(page);
        await payButton(page).click();
        await comesToTheShop(page);
        await page.goto(checkout.url);
        await page.getByText(name, { exact: true }).waitFor();
      });
      const { order } = await shop.session(checkout);
      expect((await shop.shop.get(`/v1/orders/${order}`)).body).toMatchObject({ customer: { name } });
    },
  );

  it.each([
    ['en', 'United States'],
    ['de', 'Deutschland'],
    ['es', 'España'],
    ['fr', 'France'],
    ['ja', '日本'],
  ])('is legible in %s, and in the dark', async (locale, country) => {
    const consents = [{ id: 'terms', text: 'I accept the terms of sale.', isRequired: true }];
    const german = { ...albany, region: undefined, postalCode: '10115', city: 'Berlin', country: 'DE' };
    const checkout = await shop.checkout({ ...known(), items: [book], billingAddress: german, locale, consents });
    await browser.withPage({ size, language: locale, colorScheme: locale === 'fr' ? 'dark' : 'light' }, async (page) => {
      await page.goto(checkout.url);
      await page.getByRole('option', { name: country, exact: true }).first().waitFor({ state: 'attached' });
      await expectAccessible(page);
      await keepScreenshot(page, `checkout-${locale}`);
    });
  });
});

it('is small, and ready within a second', async () => {
  const { url } = await shop.checkout(known());
  await browser.withPage({ size: 'desktop' }, async (page) => {
    const bytes: number[] = [];
    page.on('response', (response) => {
      bytes.push(response.request().isNavigationRequest() ? 0 : 1);
    });
    const answer = await page.goto(url);
    const sizeBytes = gzipSync((await answer?.body()) ?? '').length;
    const readyMs = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].domInteractive");
    expect(bytes).toEqual([0]);
    expect(sizeBytes).toBeLessThan(100_000);
    expect(readyMs).toBeLessThan(1_000);
    process.stderr.write(`payment page: ${sizeBytes} bytes gzipped, interactive after ${Math.round(readyMs)} ms\n`);
  });
});

it('P2: Central shows a customer’s name as the page took it', async () => {
  const name = '김철수 José 🎉 O’Neill';
  const checkout = await shop.checkout({ ...known(), billingAddress: { ...albany, name } });
  await browser.withPage({ size: 'desktop' }, async (page) => {
    await page.goto(checkout.url);
    await typeCard(page);
    await payButton(page).click();
    await comesToTheShop(page);
  });
  const { id } = await shop.order(checkout);
  const central = await Central.open();
  try {
    await central.withPage({ size: 'desktop', path: `/orders/${id}` }, (page) => page.getByText(name).first().waitFor());
  } finally {
    await central.close();
  }
});
