import { readFile } from 'node:fs/promises';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';
import { expectLandmarks } from './page-checks.ts';

let central: Central;
let store: Store;
let order: string;
beforeAll(async () => {
  central = await Central.open();
  store = await central.newStore('Reports');
  order = await placeLamp();
});
afterAll(() => central?.close());

const lamp = { sku: 'LAMP-1', description: 'A lamp', kind: 'physical', quantity: 2, unitAmount: 4_000, weightGrams: 300 };
const placeLamp = async (): Promise<string> => {
  const { status, body } = await store.shop.place({ card: someCard(), body: { items: [lamp] } });
  expect(status).toBe(201);
  return body.id;
};

/** The page of a report of today's, by the store's owner. */
const visit = (path: string, size: Size = 'desktop') => ({
  path: `/reports/${path}?period=today`,
  size,
  store: store.id,
  person: store.owner,
});

/** The page once its table has such a row. */
const reported = (page: Page, row: RegExp): Promise<unknown> =>
  eventually('it is reported', async () => {
    await page.reload();
    await isReady(page);
    return page.locator('tbody tr').filter({ hasText: row }).first().isVisible();
  });

const acrossYears = () => ({
  ...visit('exports'),
  path: '/reports/exports?from=2025-12-01&to=2026-02-01',
  expected: [/status of 422 .*\/exports\/datev/],
});

describe('the reports', () => {
  it.each(sizes)('tell on a %s what was sold, and open the orders behind it', async (size) =>
    central.withPage(visit('products', size), async (page) => {
      const row = page.getByRole('row', { name: /LAMP-1/ });
      await eventually('the lamp is reported', async () => {
        await page.reload();
        await isReady(page);
        return row.isVisible();
      });
      expect(await row.innerText()).toMatch(/LAMP-1\s+1\s+2\s+\$80\.00/);
      await inspect(page, `reports-products-${size}`);
      await expectLandmarks(page);
      await row.getByRole('link').click();
      await page
        .getByRole('link', { name: /Order ord_/ })
        .filter({ visible: true })
        .waitFor();
      expect(page.url()).toContain('/orders?sku=LAMP-1');
    }),
  );

  it.each(sizes)('tell on a %s which events a figure is the sum of, and lead to the order where it happened', async (size) =>
    central.withPage(visit('sales', size), async (page) => {
      await reported(page, /\$/);
      const figure = page.locator('tbody tr').first().getByRole('button').nth(1);
      const captured = await figure.innerText();
      await figure.click();
      const drawer = page.getByRole('dialog');
      const event = drawer.getByRole('link', { name: /Payment captured/ });
      await event.waitFor();
      expect(await event.innerText()).toContain(captured);
      await inspectDialog(page, 'reports-events');
      await event.click();
      await page.locator('li[aria-current="true"]').waitFor();
      expect(page.url()).toMatch(/\/orders\/ord_[0-9a-f]{32}#evt_[0-9a-f]{32}$/);
    }),
  );

  it.each(
    sizes.flatMap((size) => [
      ['customers', size, /Ann Buyer/] as const,
      ['shipping', size, /United States/] as const,
      ['refunds', size, /\$/] as const,
      ['fraud', size, /\d/] as const,
      ['settlement', size, /\$/] as const,
    ]),
  )('show %s on a %s', async (tab, size, row) =>
    central.withPage(visit(tab, size), async (page) => {
      await reported(page, row);
      await inspect(page, `reports-${tab}`);
    }),
  );

  it.each(sizes)('show on a %s what all stores of a person took', async (size) => {
    const name = `Second shop (${size})`;
    const second = await central.newStore(name);
    await central.shop.db.query(
      `INSERT INTO gateway_ingress.memberships (user_id, merchant_id, role)
       SELECT id, $1, 'accountant' FROM gateway_ingress.users WHERE email = $2`,
      [second.id, store.owner.email],
    );
    await second.shop.place({ card: someCard(), body: { items: [lamp] } });
    await central.withPage(visit('stores', size), async (page) => {
      await reported(page, new RegExp(size));
      await inspect(page, 'reports-stores');
      await page.getByLabel('Store', { exact: true }).selectOption({ label: name });
      expect(await page.locator('tbody tr').count()).toBe(1);
    });
  });

  it.each(sizes)('show on a %s what was known at a moment, and stay there from report to report', async (size) => {
    const past = {
      ...visit('sales', size),
      path: '/reports/sales?period=this_month',
      store: central.store,
      person: central.owner,
    };
    await central.withPage(past, async (page) => {
      await page.getByRole('button', { name: 'Time machine' }).click();
      await page.getByRole('button', { name: 'End of last month' }).click();
      await page.getByText(/^As it was on /).waitFor();
      await isReady(page);
      await inspect(page, 'reports-past');
      await page.getByRole('navigation', { name: 'Reports of the period' }).getByRole('link', { name: 'Tax' }).click();
      await page.getByText(/^As it was on /).waitFor();
      expect(new URL(page.url()).searchParams.has('at')).toBe(true);
      await page.getByRole('button', { name: 'Back to now' }).click();
      await page.getByText(/^As it was on /).waitFor({ state: 'hidden' });
    });
  });

  it('say where nothing happened what would stand there', async () =>
    central.withPage({ ...visit('settlement'), path: '/reports/settlement?from=2020-01-01&to=2020-01-31' }, async (page) => {
      await page.getByRole('heading', { name: 'Nothing happened in this period' }).waitFor();
      await inspect(page, 'reports-settlement-empty');
    }));

  it('are saved as they are shown', async () =>
    central.withPage(visit('products'), async (page) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV' }).click();
      const text = await readFile(await (await download).path(), 'utf8');
      expect(text).toContain('"LAMP-1",1,2,80.00,0,0.00,80.00,"USD"\r\n');
      expect(text).toContain('"Total",,2,80.00,0,0.00,80.00,"USD"\r\n');
    }));

  it.each([
    ['Excel', 'xlsx', /^PK/],
    ['JSON', 'json', /^\{.*LAMP-1/s],
    ['PDF', 'pdf', /^%PDF/],
  ])('are saved as %s', async (name, extension, content) =>
    central.withPage(visit('products'), async (page) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name, exact: true }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^products-.*-USD\\.${extension}$`));
      expect(await readFile(await file.path(), 'latin1')).toMatch(content);
    }),
  );

  it('give the journal as a file with the order in it', async () =>
    central.withPage(visit('exports'), async (page) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download as CSV' }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/^journal-test-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
      expect(await readFile(await file.path(), 'utf8')).toContain(order);
      await page.getByText(/is saved: 1 entry/).waitFor();
      await inspect(page, 'reports-exports');
    }));

  it('say why there is no file where a format cannot hold it', async () =>
    central.withPage(acrossYears(), async (page) => {
      await page.getByRole('button', { name: 'Download as DATEV' }).click();
      await page.getByRole('alert').filter({ hasText: 'period_crosses_years' }).waitFor();
    }));
});
