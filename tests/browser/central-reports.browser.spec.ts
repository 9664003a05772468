import { readFile } from 'node:fs/promises';
import { eventually } from '@tollgate/testing';
import { someCard } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect, isReady, type Store } from './central.ts';

let central: Central;
let store: Store;
let order: string;
beforeAll(async () => {
  central = await Central.open();
  store = await central.newStore('Reports');
  order = await placeLamp();
});
afterAll(() => central?.close());

const placeLamp = async (): Promise<string> => {
  const item = { sku: 'LAMP-1', description: 'A lamp', kind: 'physical', quantity: 2, unitAmount: 4_000, weightGrams: 300 };
  const { status, body } = await store.shop.place({ card: someCard(), body: { items: [item] } });
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

const acrossYears = () => ({
  ...visit('exports'),
  path: '/reports/exports?from=2025-12-01&to=2026-02-01',
  expected: [/status of 422 .*\/exports\/datev/],
});

describe('the reports', () => {
  it.each(sizes)('tell on a %s what was sold, and open the orders behind it', async (size) =>
    central.withPage(visit('products', size), async (page) => {
      const lamp = page.getByRole('row', { name: /LAMP-1/ });
      await eventually('the lamp is reported', async () => {
        await page.reload();
        await isReady(page);
        return lamp.isVisible();
      });
      expect(await lamp.innerText()).toMatch(/LAMP-1\s+1\s+2\s+\$80\.00/);
      await inspect(page, `reports-products-${size}`);
      await lamp.getByRole('link').click();
      await page
        .getByRole('link', { name: /Order ord_/ })
        .filter({ visible: true })
        .waitFor();
      expect(page.url()).toContain('/orders?sku=LAMP-1');
    }),
  );

  it('are saved as they are shown', async () =>
    central.withPage(visit('products'), async (page) => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV' }).click();
      expect(await readFile(await (await download).path(), 'utf8')).toContain('"LAMP-1",1,2,80.00,0,0.00,80.00,"USD"\r\n');
    }));

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
