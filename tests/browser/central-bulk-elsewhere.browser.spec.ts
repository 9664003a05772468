import { mugs } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

it.each(sizes)('many orders at once tell on every page how far they have come, and lead back, on a %s', async (size) => {
  const store = await central.newStore('Elsewhere');
  for (let index = 1; index <= 5; index += 1)
    expect((await store.shop.place({ type: 'preauth', body: { items: [mugs], reference: `R-${index}` } })).status).toBe(201);
  await central.withPage({ size, person: store.owner, store: store.id, path: '/orders' }, async (page) => {
    const gate = Promise.withResolvers<void>();
    let asked = 0;
    await page.route('**/captures', async (route) => {
      asked += 1;
      if (asked > 2) await gate.promise;
      await route.continue().catch(() => undefined);
    });
    const panel = page.getByRole('region', { name: 'Capture orders' });
    await page.locator('[data-order-id]').nth(4).waitFor();
    await page.getByRole('checkbox', { name: 'All on this page' }).check();
    await page.getByRole('button', { name: 'Capture 5', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Capture 5 orders', exact: true }).click();
    await panel.getByText('2 of 5').waitFor();
    const indicator = page.getByRole('link', { name: /^Capture orders/ });
    expect(await indicator.count()).toBe(0);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    await page.getByRole('link', { name: 'Capture orders: 2 of 5' }).waitFor();
    await isReady(page);
    await inspect(page, 'central-bulk-elsewhere');
    gate.resolve();
    await page.getByRole('link', { name: 'Capture orders, ended: 5 of 5' }).waitFor();
    await inspect(page, 'central-bulk-elsewhere-ended');
    await indicator.click();
    await panel.getByText('5 done').waitFor();
    await panel.getByRole('button', { name: 'Close' }).click();
    await indicator.waitFor({ state: 'detached' });
  });
});
