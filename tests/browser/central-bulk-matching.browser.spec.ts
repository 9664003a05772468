import type { Locator, Page } from 'playwright-core';
import { Central } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const bar = (page: Page): Locator => page.getByRole('region', { name: 'Chosen orders' });
const chooseAll = (page: Page): Locator => bar(page).getByRole('button', { name: 'Choose all that fit, up to 1000' });
const isLoading = (page: Page): Promise<void> => page.locator('button[data-loading="true"]').waitFor();

/** All on the page are chosen, and those beyond it are asked for; they come when the gate opens. */
const beginToChoose = async (page: Page): Promise<() => Promise<void>> => {
  const gate = Promise.withResolvers<void>();
  await page.route(/\/orders\?.*limit=100/, async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.locator('[data-order-id]').nth(24).waitFor();
  await page.getByRole('checkbox', { name: 'All on this page' }).check();
  await chooseAll(page).click();
  await isLoading(page);
  return async () => {
    const come = page.waitForResponse(/\/orders\?.*limit=100/);
    gate.resolve();
    await (await come).finished();
    await page.waitForTimeout(500);
  };
};

const open = <T>(use: (page: Page) => Promise<T>): Promise<T> =>
  central.withPage({ size: 'desktop', path: '/orders?status=declined' }, use);

describe('all orders that fit', () => {
  it('are not among those chosen from another list, which was opened before they had come', () =>
    open(async (page) => {
      const letCome = await beginToChoose(page);
      await page.getByLabel('Status').selectOption('approved');
      await page.waitForURL(/status=approved/);
      await page.locator('[data-order-id]').nth(24).waitFor();
      await page
        .locator('main')
        .getByRole('checkbox', { name: /^Choose order/ })
        .first()
        .check();
      await bar(page).getByText('1 order', { exact: true }).waitFor();
      await letCome();
      expect(await bar(page).getByText('1 order', { exact: true }).count()).toBe(1);
    }));

  it('are not chosen any more once somebody has chosen none, or taken one back', () =>
    open(async (page) => {
      const letCome = await beginToChoose(page);
      const first = page
        .locator('main')
        .getByRole('checkbox', { name: /^Choose order/ })
        .first();
      await first.uncheck();
      await bar(page).getByText('24 orders').waitFor();
      await first.check();
      await chooseAll(page).click();
      await isLoading(page);
      await bar(page).getByRole('button', { name: 'Choose none' }).click();
      await letCome();
      expect(await bar(page).count()).toBe(0);
    }));

  it('can be chosen again after they were', () =>
    open(async (page) => {
      await (await beginToChoose(page))();
      for (const time of ['first', 'second']) {
        await bar(page)
          .getByText(/^(2[6-9]|[3-9]\d|\d{3,}) orders$/)
          .waitFor();
        expect([time, await chooseAll(page).count()]).toEqual([time, 0]);
        await bar(page).getByRole('button', { name: 'Choose none' }).click();
        await bar(page).waitFor({ state: 'detached' });
        await page.getByRole('checkbox', { name: 'All on this page' }).check();
        await chooseAll(page).click();
      }
    }));
});
