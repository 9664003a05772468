import { eventually } from '@tollgate/testing';
import type { Locator, Page } from 'playwright-core';
import { mugs } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const place = async ({ shop }: Store, reference: string, status: string, card?: string): Promise<void> => {
  await shop.place({ ...(card === undefined ? {} : { card }), body: { items: [mugs], reference } });
  await eventually(status, async () => (await shop.get(`/v1/orders?status=${status}`)).body.data.length === 1);
};

const rowsOf = (page: Page): Locator => page.locator('[data-order-id]');
const press = (within: Locator, name: string | RegExp): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();
const visitOf = ({ id, owner }: Store, size: Size, path = '/orders') => ({ size, person: owner, store: id, path });

describe.each(sizes)('saved filters, on a %s', (size) => {
  it('are kept under a name, lead back to the same list, are renamed and deleted', async () => {
    const store = await central.newStore('Filters');
    await place(store, 'R-1', 'approved');
    await central.withPage(visitOf(store, size, '/orders?status=approved&from=2026-01-01'), async (page) => {
      await press(page.locator('main'), 'Save filter');
      const dialog = page.getByRole('dialog', { name: 'Save filter' });
      await dialog.getByLabel('Name').fill('To be shipped');
      await dialog.getByLabel('Everybody in the store sees it').check();
      await inspectDialog(page, 'central-filter-save');
      await press(dialog, 'Save');
      const list = page.getByRole('list', { name: 'Saved filters' });
      await list.getByRole('button', { name: 'To be shipped Shared' }).waitFor();
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await isReady(page);
      await inspect(page, 'central-filters');
      await press(list, 'To be shipped Shared');
      await page.waitForURL(/status=approved&from=2026-01-01$/);
      await press(list, 'Change To be shipped');
      await page.getByRole('menuitem', { name: 'Rename' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('Ship today');
      await press(page.getByRole('dialog'), 'Save');
      await list.getByRole('button', { name: 'Ship today' }).first().waitFor();
      await press(list, 'Change Ship today');
      await page.getByRole('menuitem', { name: 'Delete' }).click();
      await inspectDialog(page, 'central-filter-delete');
      await press(page.getByRole('dialog'), 'Delete');
      await list.waitFor({ state: 'detached' });
    });
  });
});

describe.each(sizes)('days that go by today, on a %s', (size) => {
  it('are chosen, kept as such in a saved filter, and lead back to themselves', async () => {
    const store = await central.newStore('Relative');
    await place(store, 'R-1', 'approved');
    await central.withPage(visitOf(store, size, '/orders?from=2026-01-01'), async (page) => {
      await page.getByRole('button', { name: 'Days', exact: true }).click();
      await page.getByLabel('By today').selectOption('last_7_days');
      await page.waitForURL(/\/orders\?days=last_7_days$/);
      await inspect(page, 'central-filter-days');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Remove the filter Days: Last 7 days' }).waitFor();
      await rowsOf(page).first().waitFor();
      await press(page.locator('main'), 'Save filter');
      const dialog = page.getByRole('dialog', { name: 'Save filter' });
      await dialog.getByLabel('Name').fill('This week’s');
      await press(dialog, 'Save');
      const list = page.getByRole('list', { name: 'Saved filters' });
      await list.getByRole('button', { name: 'This week’s' }).first().waitFor();
      const [kept] = (
        await central.shop.db.query('SELECT query FROM gateway_ingress.saved_filters WHERE merchant_id = $1', [store.id])
      ).rows;
      expect(kept).toEqual({ query: { days: 'last_7_days' } });
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await isReady(page);
      await press(list, 'This week’s');
      await page.waitForURL(/\/orders\?days=last_7_days$/);
      await rowsOf(page).first().waitFor();
    });
  });
});

describe('the list of orders', () => {
  it('opens a saved filter from anywhere, and finds orders by country and by why they were declined', async () => {
    const store = await central.newStore('Declines');
    await place(store, 'NO-1', 'declined', '4000000000000002');
    await place(store, 'R-1', 'approved');
    await central.withPage(visitOf(store, 'desktop'), async (page) => {
      await rowsOf(page).nth(1).waitFor();
      await page.getByRole('button', { name: 'More filters' }).click();
      await page.getByLabel('Reason of the decline').selectOption('do_not_honor');
      await page.getByLabel('Country of the bill').selectOption('US');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Remove the filter Country: United States' }).waitFor();
      await page.getByRole('button', { name: 'Remove the filter Declined because: the issuer declined' }).waitFor();
      await page.getByRole('cell', { name: 'NO-1', exact: true }).waitFor();
      await rowsOf(page).nth(1).waitFor({ state: 'detached' });
      expect(await rowsOf(page).count()).toBe(1);
      await inspect(page, 'central-orders-declined');
      await press(page.locator('main'), 'Save filter');
      await page.getByRole('dialog').getByLabel('Name').fill('Why they say no');
      await press(page.getByRole('dialog'), 'Save');
      await page.getByRole('list', { name: 'Saved filters' }).waitFor();
      await page.goto(central.address('/goods', store.id));
      await isReady(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('why');
      await page.getByRole('option', { name: 'Why they say no' }).waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(/country=US&declineCode=do_not_honor/);
    });
  });
});
