import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const sku = 'APP-1';
const item = { sku, description: 'The App', kind: 'digital', quantity: 1, unitAmount: 4900 };
const shopWithApp = async (): Promise<Store> => {
  const store = await central.newStore('App Shop');
  await store.shop.put(`/v1/goods/${sku}`, { kind: 'digital', description: 'The App' });
  return store;
};

describe.each(sizes)('license keys, on a %s', (size) => {
  const inStore = { size, hasSecondFactor: true } as const;

  it('are set for a good, added to its pool, sold, and taken off it again', async () => {
    const store = await shopWithApp();
    const visit = { ...inStore, person: store.owner, store: store.id, path: '/goods' };
    await central.withPage(visit, async (page) => {
      await page.getByRole('button', { name: 'License keys' }).click();
      await page.getByRole('dialog').getByLabel('Devices for each key').fill('2');
      await page.getByRole('dialog').getByLabel('Low at').fill('1');
      await inspectDialog(page, 'central-keys-source');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Add keys' }).click();
      await page
        .getByRole('dialog')
        .getByLabel('Keys, one in each line')
        .fill('APP-KEY-1\nAPP-KEY-2\nAPP-KEY-2\nAPP-KEY-3\nAPP-KEY-4');
      await inspectDialog(page, 'central-keys-add');
      await page.getByRole('dialog').getByRole('button', { name: 'Add keys' }).click();
      await page.getByText('Added: 4, there already: 1').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Left: 4').waitFor();
      const { body: order } = await store.shop.place({ body: { items: [item] } });
      await store.shop.post('/v1/license-keys/activations', { key: order.licenseKeys[0].key, device: 'laptop' });
      await page.reload();
      await isReady(page);
      await page.getByText('On devices: 1 of 2').waitFor();
      await inspect(page, 'central-keys-good');
      await page.getByRole('button', { name: 'Take keys out' }).click();
      const takeOut = page.getByRole('dialog', { name: `${sku}: Take keys out` });
      await takeOut.getByLabel('Keys, one in each line').fill('APP-KEY-1\nAPP-KEY-2');
      await takeOut.getByRole('button', { name: 'Take keys out' }).click();
      await takeOut.getByText('Taken out: 1').waitFor();
      await takeOut.getByText('APP-KEY-1').waitFor();
      await inspectDialog(page, 'central-keys-out');
      await takeOut.getByLabel('All that are left').check();
      await takeOut.getByRole('button', { name: 'Take keys out' }).click();
      await takeOut.getByText('Taken out: 2').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Left: 0').waitFor();
      await page.getByRole('button', { name: 'Sell without keys' }).click();
      await inspectDialog(page, 'central-keys-remove');
      await page.getByRole('dialog').getByRole('button', { name: 'Sell without keys' }).click();
      await page.getByText('Without a file it cannot be sold yet.').waitFor();
    });
    expect((await store.shop.get(`/v1/goods/${sku}/license-keys`)).status).toBe(404);
    const { rows } = await central.shop.db.query(
      `SELECT data->>'action' AS action FROM order_log.events WHERE type = 'OperatorActed' AND header->>'merchant' = $1 ORDER BY position`,
      [store.id],
    );
    const done = ['saved', 'added', 'taken_out', 'taken_out', 'removed'];
    expect(rows.map(({ action }) => action)).toEqual(done.map((action) => `license_keys_${action}`));
  });

  it('show on which devices they are activated, and a customer whose laptop broke gets room for another one', async () => {
    const store = await shopWithApp();
    await store.shop.put(`/v1/goods/${sku}/license-keys`, { kind: 'pattern', activations: 2 });
    const { body: order } = await store.shop.place({ body: { items: [item] } });
    const [{ key }] = order.licenseKeys;
    const activate = (device: string) => store.shop.post('/v1/license-keys/activations', { key, device });
    for (const device of ['laptop', 'desktop']) expect((await activate(device)).status).toBe(201);
    expect((await activate('new laptop')).body.code).toBe('activation_limit');
    await central.withPage({ size, person: store.owner, store: store.id, path: `/orders/${order.id}` }, async (page) => {
      await page.getByRole('button', { name: 'Devices' }).click();
      const dialog = page.getByRole('dialog', { name: `${sku}: Devices` });
      await dialog.getByRole('button', { name: 'End activation' }).nth(1).waitFor();
      await inspectDialog(page, 'central-keys-devices');
      await dialog.getByRole('button', { name: 'End activation' }).first().click();
      await dialog.getByRole('button', { name: 'End activation' }).nth(1).waitFor({ state: 'detached' });
    });
    expect((await activate('new laptop')).status).toBe(201);
  });
});
