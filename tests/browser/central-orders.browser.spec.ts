import { randomInt, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady } from './central.ts';

let central: Central;
let known: Known;
beforeAll(async () => {
  central = await Central.open();
  known = await placeKnown();
});
afterAll(() => central?.close());

/** An order of which everything is its own, so that a search for any of it finds this one. */
interface Known {
  readonly id: string;
  readonly reference: string;
  readonly email: string;
  readonly name: string;
  readonly sku: string;
  readonly last4: string;
  readonly amount: string;
}

const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

const placeKnown = async (): Promise<Known> => {
  const mark = randomUUID().slice(0, 8);
  const card = someCard();
  const texts = {
    reference: `cart-${mark}`,
    email: `${mark}@example.com`,
    name: `Zenobia Quill${mark.replace(/\d/g, 'x')}`,
    sku: `LAMP-${mark}`,
  };
  const item = {
    sku: texts.sku,
    description: 'A lamp',
    kind: 'physical',
    quantity: 1,
    unitAmount: 100_000 + randomInt(90_000),
    weightGrams: 300,
  };
  const { status, body } = await central.shop.place({
    card,
    body: { reference: texts.reference, items: [item], customer: { email: texts.email, name: texts.name } },
  });
  expect(status).toBe(201);
  return { ...texts, id: body.id, last4: card.slice(-4), amount: usd.format(body.amounts.total / 100) };
};

/** The rows of the list, or the cards that stand for them on a phone. */
const rowsOf = (page: Page) => page.getByRole('region', { name: 'Orders' }).locator('tbody tr, li');

const search = async (page: Page, typed: string, by: string): Promise<void> => {
  await page.getByRole('searchbox', { name: 'Find orders' }).fill(typed);
  await page.getByRole('option').filter({ hasText: by }).click();
};

describe.each(sizes)('the list of orders, on a %s', (size) => {
  const open = <T>(path: string, use: (page: Page) => Promise<T>): Promise<T> =>
    central.withPage({ size, path: `/orders${path}` }, use);

  it('shows the newest first, and more of them on request', () =>
    open('', async (page) => {
      await rowsOf(page).nth(24).waitFor();
      await inspect(page, 'central-orders');
      const times = await rowsOf(page)
        .locator('time')
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));
      expect(times).toEqual([...times].sort().reverse());
      await page.getByRole('button', { name: 'Show more' }).click();
      await rowsOf(page).nth(49).waitFor();
      const links = await rowsOf(page)
        .getByRole('link')
        .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
      expect(new Set(links).size).toBe(50);
    }));

  it.each([
    ['reference', 'Your reference'],
    ['email', 'Email'],
    ['name', 'Customer’s name'],
    ['sku', 'SKU'],
    ['last4', 'Last four of the card'],
    ['amount', 'Amount'],
  ] as const)('finds an order by its %s', (what, by) =>
    open('', async (page) => {
      await search(page, known[what], by);
      await page.getByRole('button', { name: new RegExp(`^Remove the filter ${by}: `) }).waitFor();
      await isReady(page);
      await rowsOf(page)
        .filter({ hasText: what === 'email' ? known.reference : known[what === 'sku' ? 'reference' : what] })
        .first()
        .waitFor();
      // Four digits may be those of others, too.
      if (what !== 'last4') expect(await rowsOf(page).count()).toBe(1);
      expect(new URL(page.url()).searchParams.has(what)).toBe(true);
    }),
  );

  it('finds a sku, an amount and a name by Enter alone, each in place of the one before', () =>
    open('', async (page) => {
      const box = page.getByRole('searchbox', { name: 'Find orders' });
      const found = async (typed: string, filter: string): Promise<void> => {
        await box.fill(typed);
        await box.press('Enter');
        await page.waitForURL((url) => url.searchParams.has(filter));
        await isReady(page);
        await rowsOf(page).filter({ hasText: known.reference }).first().waitFor();
        expect([...new URL(page.url()).searchParams.keys()]).toEqual([filter]);
      };
      await found(known.sku, 'sku');
      await found(known.amount.replaceAll(/[$,]/g, ''), 'amount');
      await found(known.name.toUpperCase(), 'name');
      await found(known.email, 'email');
      await found('today', 'days');
      await box.fill('refunded');
      await box.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('status') === 'refunded');
    }));

  it('says of a part of a name that names are found whole, and offers what else may have been meant', () =>
    open('', async (page) => {
      await page.getByRole('searchbox', { name: 'Find orders' }).fill('zenobia');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'No order fits' }).waitFor();
      await page.getByText('names are found whole, as on the order').waitFor();
      await inspect(page, 'central-orders-none-searched');
      await page.getByRole('button', { name: 'SKU: zenobia' }).click();
      await page.waitForURL((url) => url.searchParams.get('sku') === 'zenobia' && !url.searchParams.has('reference'));
    }));

  it('opens an order by its id', () =>
    open('', async (page) => {
      await search(page, known.id, 'Order id');
      await page.getByRole('heading', { name: known.amount, level: 1 }).waitFor();
    }));

  it('narrows by status and days, shows the same list at the same address, and lets the filters go', () =>
    open('', async (page) => {
      await page.getByLabel('Status').selectOption('refunded');
      await page.getByRole('button', { name: 'Days' }).click();
      await page.getByLabel('From').fill('2026-01-01');
      await page.getByLabel('Until').fill('2026-06-30');
      await page.keyboard.press('Escape');
      await isReady(page);
      const shown = await rowsOf(page).allTextContents();
      expect(shown.length).toBeGreaterThan(0);
      expect(shown.filter((row) => !/Refunded.*(Jan|Feb|Mar|Apr|May|Jun) \d/s.test(row))).toEqual([]);
      await page.reload();
      await isReady(page);
      await rowsOf(page).first().waitFor();
      expect(await rowsOf(page).allTextContents()).toEqual(shown);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await rowsOf(page).nth(24).waitFor();
    }));

  it('says that nothing fits, and what to do', () =>
    open('?reference=no-such-cart', async (page) => {
      await page.getByRole('heading', { name: 'No order fits' }).waitFor();
      await inspect(page, 'central-orders-none');
    }));
});

describe('the list of orders, for who has a keyboard', () => {
  it('goes from row to row with j and k, and opens one with Enter', () =>
    central.withPage({ size: 'desktop', path: '/orders' }, async (page) => {
      await rowsOf(page).nth(24).waitFor();
      const third = await rowsOf(page).nth(2).getByRole('link').getAttribute('href');
      for (const key of ['j', 'j', 'j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
      await page.waitForURL((url) => url.pathname === third);
    }));

  it('finds an order from anywhere with Ctrl K', () =>
    central.withPage({ size: 'desktop', path: '/goods' }, async (page) => {
      await page.keyboard.press('Control+k');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox').fill(known.reference);
      await dialog.getByRole('option').first().waitFor();
      await inspectDialog(page, 'central-palette');
      await dialog.getByRole('combobox').fill(known.id);
      await dialog.getByRole('option', { name: known.id }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: known.amount, level: 1 }).waitFor();
    }));

  it('finds by a sku from anywhere, and changes to dark colors, with Ctrl K', () =>
    central.withPage({ size: 'desktop', path: '/goods' }, async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill(known.sku);
      await page.getByRole('option', { name: 'Find orders' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('sku') === known.sku);
      await rowsOf(page).filter({ hasText: known.reference }).first().waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('dark');
      await page.keyboard.press('Enter');
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    }));

  it('tells its keys at the press of ?', () =>
    central.withPage({ size: 'desktop', path: '/orders' }, async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
      await inspectDialog(page, 'central-keys');
    }));
});
