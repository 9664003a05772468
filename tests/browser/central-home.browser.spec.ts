import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { rootDir } from '../../scripts/servers/paths.ts';
import { sizes } from './browser.ts';
import { Central, inspect, isReady, type Store } from './central.ts';
import { expectWithinPage, keepScreenshot } from './page-checks.ts';

let central: Central;
let store: Store;
let order: string;
beforeAll(async () => {
  central = await Central.open();
  store = await central.newStore('Corner Shop');
  order = await sold(store);
  await sold(store);
});
afterAll(() => central?.close());

const sold = async ({ shop }: Store): Promise<string> => {
  await shop.set('receipt', { shopName: 'Corner Shop', supportEmail: '', supportUrl: '', language: 'en' });
  const { status, body } = await shop.place({ body: { items: [mugs] } });
  expect(status).toBe(201);
  return body.id;
};

const mugs = { sku: 'MUG-1', description: 'A mug', kind: 'physical', quantity: 2, unitAmount: 1250, weightGrams: 400 };

/** A figure, by its name, as a link to what is behind it. */
const tile = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name });

describe.each(sizes)('home, on a %s', (size) => {
  it('counts what was sold today, as it happens, and leads to the orders behind each figure', () =>
    central.withPage({ size, person: store.owner, store: store.id }, async (page) => {
      const before = (await store.shop.get('/v1/orders?limit=100')).body.data as { amounts: { captured: number } }[];
      const gross = (orders: number): string => `$${((orders * (before[0]?.amounts.captured ?? 0)) / 100).toFixed(2)}`;
      await tile(page, 'Gross').getByText(gross(before.length), { exact: true }).waitFor();
      await sold(store);
      await tile(page, 'Gross')
        .getByText(gross(before.length + 1), { exact: true })
        .waitFor();
      await tile(page, 'Approval rate').getByText('100%').waitFor();
      await tile(page, 'Orders').click();
      await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
      await page.getByRole('region', { name: 'Orders' }).locator('tbody tr, li').nth(before.length).waitFor();
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toMatchObject({ currency: 'USD', type: 'charge' });
    }));

  it('shows a year of business in each of its currencies, as a picture and as a table', () =>
    central.withPage({ size }, async (page) => {
      await page.getByRole('img', { name: /^Gross sales over the day/ }).waitFor();
      await inspect(page, 'central-home');
      await page.getByText('As a table').click();
      await page.getByRole('table').waitFor();
    }));

  it('teaches who has sold nothing yet', async () => {
    const empty = await central.newStore('Empty Shop');
    for (const [path, name] of [
      ['', 'home'],
      ['/orders', 'orders'],
      ['/goods', 'goods'],
    ] as const) {
      await central.withPage({ size, person: empty.owner, store: empty.id, path }, async (page) => {
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        await inspect(page, `central-${name}-empty`);
      });
    }
  });

  it('is one store of several for who works in two', async () => {
    const other = await central.newStore('Other Shop');
    await central.shop.db.query(
      `INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role)
         SELECT id, $1, 'owner' FROM gateway_ingress.users WHERE email = $2`,
      [store.id, other.owner.email],
    );
    await central.withPage({ size, person: other.owner, store: other.id }, async (page) => {
      if (size === 'phone') await page.getByRole('button', { name: 'Open the menu' }).click();
      await page.getByRole('button', { name: 'Switch store, now Other Shop' }).click();
      await page.getByRole('menuitem', { name: 'Corner Shop' }).click();
      await page.waitForURL(central.address('', store.id));
      await isReady(page);
      await tile(page, 'Gross').waitFor();
    });
  });

  it('is not there for who works elsewhere', () =>
    central.withPage({ size, person: store.owner, store: store.id }, async (page) => {
      await page.goto(central.address('/orders'));
      await page.waitForURL(central.address('', store.id));
    }));
});

const textsOf = (language: string): { home: { title: string }; timeline: { title: string }; amounts: { title: string } } =>
  JSON.parse(readFileSync(join(rootDir, `apps/central/src/i18n/messages/${language}.json`), 'utf8'));

describe.each(['en', 'de', 'es', 'fr', 'ja'])('in the language %s', (language) => {
  it.each(sizes)('home and an order have their texts, within the page of a %s', async (size) => {
    const texts = textsOf(language);
    await central.withPage({ size, language, person: store.owner, store: store.id }, async (page) => {
      await page.getByRole('heading', { name: texts.home.title, level: 1 }).waitFor();
      await expectWithinPage(page);
      await keepScreenshot(page, `central-home-${language}`);
      await page.goto(central.address(`/orders/${order}`, store.id));
      await isReady(page);
      for (const { title } of [texts.timeline, texts.amounts]) await page.getByRole('region', { name: title }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await expectWithinPage(page);
      await keepScreenshot(page, `central-order-${language}`);
    });
  });
});
