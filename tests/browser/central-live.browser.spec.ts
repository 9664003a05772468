import { mugs } from '../load/orders.ts';
import { Central, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

it('a page that was refused the news once shows what came meanwhile, without anybody loading it anew', async () => {
  const store = await central.newStore('News');
  const visit = { size: 'desktop', person: store.owner, store: store.id, path: '/orders', expected: [/status of 503/] } as const;
  await central.withPage(visit, async (page) => {
    const isAway = { value: true };
    await page.route('**/live', (route) => (isAway.value ? route.fulfill({ status: 503 }) : route.continue()));
    const isRefused = page.waitForResponse('**/live');
    await page.reload();
    await isRefused;
    await isReady(page);
    expect((await store.shop.place({ body: { items: [mugs], reference: 'R-77' } })).status).toBe(201);
    isAway.value = false;
    await page.locator('main').getByText('R-77').first().waitFor();
  });
});
