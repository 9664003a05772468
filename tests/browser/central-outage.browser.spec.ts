import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

/** What the browser says of a server that is away. */
const expected = [
  /ERR_CONNECTION_REFUSED/,
  /status of 503/,
  /a file of Tollgate Central did not come/,
  /dynamically imported module/,
];
const everything = '**/central/**';

/** Nothing is answered, as while the gateway is started anew. */
const takeAway = (page: Page): Promise<unknown> => page.context().route(everything, (route) => route.abort('connectionrefused'));
const bringBack = (page: Page): Promise<void> => page.context().unroute(everything);

const openMenu = async (page: Page, name: string, size: string): Promise<void> => {
  if (size === 'phone') await page.getByRole('button', { name: 'Open the menu' }).click();
  await page.getByRole('link', { name, exact: true }).filter({ visible: true }).first().click();
};

describe.each(sizes)('Central on a %s, while the gateway is started anew', (size) => {
  it('says that Tollgate does not answer, and shows a page not opened before by itself as soon as it does', () =>
    central.withPage({ size, path: '/orders', expected }, async (page) => {
      await takeAway(page);
      await openMenu(page, 'Goods', size);
      await page.getByText('Tollgate does not answer.').waitFor();
      await inspect(page, 'central-away');
      await bringBack(page);
      await page.getByRole('heading', { name: 'Goods', level: 1 }).waitFor();
      expect(await page.getByText('Tollgate does not answer.').count()).toBe(0);
    }));

  it('tries the page at once for who does not want to wait', () =>
    central.withPage({ size, path: '/orders', expected }, async (page) => {
      await takeAway(page);
      await openMenu(page, 'Goods', size);
      await page.getByText('Tollgate does not answer.').waitFor();
      await bringBack(page);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'Goods', level: 1 }).waitFor();
    }));

  it('goes on by itself after a first load that found the database away', () =>
    central.withPage({ size, expected }, async (page) => {
      const session = '**/central/api/session';
      await page.context().route(session, (route) =>
        route.fulfill({
          status: 503,
          headers: { 'retry-after': '1' },
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 503, code: 'temporarily_unavailable' }),
        }),
      );
      await page.reload();
      await page.getByText('temporarily_unavailable').waitFor();
      await page.context().unroute(session);
      await isReady(page);
      await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    }));
});
