import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspectDialog } from './central.ts';
import { fieldOf, notPriced, typeOrder } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const question = (page: Page) => page.getByRole('dialog', { name: 'A payment may be under way' });
const isHeldAtUnload = (page: Page): Promise<boolean> =>
  page.evaluate("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))");

/** By the palette, which is there on every page, whatever lies over it. */
const goToGoods = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a page or find an order' }).fill('goods');
  await page.keyboard.press('Enter');
};

describe.each(sizes)('a charge that is not answered yet, on a %s', (size) => {
  it('is not forgotten by the way: the page asks before it is left, and shows what became of it', () =>
    central.withPage({ size, path: '/terminal', expected: [notPriced] }, async (page) => {
      const email = `${randomUUID()}@example.com`;
      await typeOrder(page, { email, card: someCard() });
      const gate = Promise.withResolvers<void>();
      await page.route('**/test/orders', async (route) => {
        if (route.request().method() === 'POST') await gate.promise;
        await route.continue();
      });
      await page.getByRole('button', { name: /^Charge \$/ }).waitFor();
      expect(await isHeldAtUnload(page)).toBe(false);
      await page.getByRole('button', { name: /^Charge \$/ }).click();
      await page.getByRole('radio', { name: 'Credit' }).and(page.locator(':disabled')).waitFor({ state: 'attached' });
      expect(await isHeldAtUnload(page)).toBe(true);
      await goToGoods(page);
      await question(page).waitFor();
      await inspectDialog(page, 'central-payment-under-way');
      await question(page).getByText('Stay').click();
      await question(page).waitFor({ state: 'detached' });
      await page.goBack();
      await question(page).getByText('Stay').click();
      gate.resolve();
      await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
      expect([await question(page).count(), await isHeldAtUnload(page)]).toEqual([0, false]);
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Virtual terminal' }).waitFor();
      const { body } = await central.shop.get(`/v1/orders?email=${encodeURIComponent(email)}`);
      expect(body.data).toHaveLength(1);
    }));
});

it('of a charge that nobody knows the outcome of, the page is left by who wants that', () =>
  central.withPage({ size: 'desktop', path: '/terminal', expected: [notPriced, /ERR_FAILED|failed: POST/] }, async (page) => {
    await typeOrder(page, { email: `${randomUUID()}@example.com`, card: someCard() });
    await page.route('**/test/orders', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.getByRole('button', { name: /^Charge \$/ }).click();
    await page.getByText('No answer came').waitFor();
    expect(await page.getByRole('radio', { name: 'Credit' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Goods' }).click();
    await question(page).getByText('Leave all the same').click();
    await page.getByRole('heading', { level: 1, name: 'Goods' }).waitFor();
    await page.getByRole('link', { name: 'Virtual terminal' }).click();
    expect(await fieldOf(page, 'Email').inputValue()).toBe('');
  }));

it('of a credit that is not answered yet, the page asks before it is left', async () => {
  const store = await central.newStore('Slow credits');
  await central.set(store, 'credits', { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: 5_000 } });
  const visit = { size: 'desktop', path: '/terminal?as=credit', store: store.id, person: store.owner } as const;
  await central.withPage(visit, async (page) => {
    await fieldOf(page, 'Amount').fill('7');
    await fieldOf(page, 'What it is for').fill('For the parcel that came late');
    await fieldOf(page, 'Card number').fill(someCard());
    await fieldOf(page, 'Expires').fill('1/30');
    const gate = Promise.withResolvers<void>();
    await page.route('**/test/credits', async (route) => {
      await gate.promise;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Credit $7.00' }).click();
    await goToGoods(page);
    await question(page).getByText('Stay').click();
    gate.resolve();
    await page.getByRole('heading', { level: 1, name: 'Credited' }).waitFor();
  });
});
