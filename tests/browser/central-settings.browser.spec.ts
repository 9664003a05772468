import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

interface SettingsAnswer {
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
}

const areas = ['Receipt', 'Fraud', 'Tax', 'Shipping', 'Delivery', 'Processors', 'Credits'];

describe.each(sizes)('settings, on a %s', (size) => {
  const open = <T>(store: Store, path: string, use: (page: Page) => Promise<T>, expected: readonly RegExp[] = []): Promise<T> =>
    central.withPage({ size, person: store.owner, store: store.id, path, expected }, use);

  it('are changed after a look at what changes, and that is what the shop goes by', async () => {
    const store = await central.newStore('Lamp Shop');
    await open(store, '/settings/receipt', async (page) => {
      await page.getByLabel('Shop’s name').fill('Lamps & more');
      await page.getByLabel('Support by email').fill('help@lamps.example');
      await page.getByText('2 changes').waitFor();
      await page.frameLocator('iframe').getByText('Lamps & more').first().waitFor();
      await inspect(page, 'central-settings-receipt');
      await page.getByRole('button', { name: 'Save' }).click();
      const dialog = page.getByRole('dialog', { name: 'What changes' });
      await dialog.getByText('Lamps & more').waitFor();
      await inspectDialog(page, 'central-settings-changes');
      expect((await store.shop.get('/v1/settings/receipt')).body.version).toBe(0);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Version 1').waitFor();
      await page.getByText('No changes').waitFor();
    });
    const { document } = (await store.shop.get('/v1/settings/receipt')).body as SettingsAnswer;
    expect(document).toMatchObject({ shopName: 'Lamps & more', supportEmail: 'help@lamps.example' });
  });

  it('are not overwritten where somebody else saved meanwhile', async () => {
    const store = await central.newStore('Busy Shop');
    const conflict = /status of 412 .*\/settings\//;
    const change = async (page: Page): Promise<void> => {
      await page.getByLabel('Shop’s name').fill('Mine');
      await store.shop.set('receipt', { shopName: 'Theirs', supportEmail: '', supportUrl: '', language: 'en' });
      await page.getByRole('button', { name: 'Save' }).click();
      const dialog = page.getByRole('dialog', { name: 'What changes' });
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByRole('alert').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Show theirs' }).click();
      await page.getByText('Version 1').waitFor();
      expect(await page.getByLabel('Shop’s name').inputValue()).toBe('Theirs');
    };
    await open(store, '/settings/receipt', change, [conflict]);
    expect((await store.shop.get('/v1/settings/receipt')).body.document.shopName).toBe('Theirs');
  });

  it('tell of each version who set it, when, and what it changed', async () => {
    const store = await central.newStore('Old Shop');
    for (const shopName of ['First name', 'Second name'])
      await store.shop.set('receipt', { shopName, supportEmail: '', supportUrl: '', language: 'en' });
    await open(store, '/settings/receipt', async (page) => {
      await page.getByRole('button', { name: 'History' }).click();
      const history = page.getByRole('dialog', { name: 'Versions of this area' });
      const newest = history.getByRole('listitem').filter({ hasText: 'Version 2' });
      await newest.getByText('Second name').waitFor();
      expect(await newest.innerText()).toMatch(/API key key_.*First name.*Second name/s);
      await history.getByText('Set for the first time').waitFor();
      await inspectDialog(page, 'central-settings-history');
    });
    const { data } = (await store.shop.get('/v1/settings/receipt/history')).body;
    expect(data).toMatchObject([
      { version: 2, document: { shopName: 'Second name' } },
      { version: 1, document: { shopName: 'First name' } },
    ]);
    const other = await central.newStore('Other Shop');
    expect((await other.shop.get('/v1/settings/receipt/history')).body.data).toEqual([]);
  });

  it('refuse what makes no sense, and say where', async () => {
    const store = await central.newStore('Odd Shop');
    const refused = /status of 422 .*\/settings\//;
    const change = async (page: Page): Promise<void> => {
      await page.getByLabel('Support page').fill('javascript:hit()');
      await page.getByRole('button', { name: 'Save' }).click();
      const dialog = page.getByRole('dialog', { name: 'What changes' });
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByRole('alert').waitFor();
      await inspectDialog(page, 'central-settings-refused');
    };
    await open(store, '/settings/receipt', change, [refused, /status of 422 .*\/receipt-previews/]);
    expect((await store.shop.get('/v1/settings/receipt')).body.version).toBe(0);
  });

  it('have a page for each area', () =>
    central.withPage({ size, path: '/settings/receipt' }, async (page) => {
      for (const area of areas.slice(1)) {
        await page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: area }).click();
        await page.getByRole('region', { name: area }).getByRole('button', { name: 'Save' }).waitFor();
        await isReady(page);
        if (area === 'Fraud' || area === 'Shipping') await inspect(page, `central-settings-${area.toLowerCase()}`);
      }
    }));
});

describe.each(sizes)('the own account, on a %s', (size) => {
  it('gets another password, and keeps the old one where it is given wrongly', async () => {
    const person = await central.newPerson('manager');
    const visit = { size, person, path: '/account', expected: [/status of 4\d\d .*\/user\/password/] };
    await central.withPage(visit, async (page) => {
      await inspect(page, 'central-account');
      await page.getByLabel(/^Current password/).fill('nothing of mine');
      await page.getByLabel(/^New password/).fill('mango Lattice river 97');
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel(/^Current password/).fill(person.password);
      await page.getByRole('button', { name: 'Change password' }).click();
      await page.getByText('The password is changed.').waitFor();
    });
    await central.withPage({ size, person: { ...person, password: 'mango Lattice river 97' } }, async (page) => {
      await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    });
  });

  it('names the other sessions, and ends one', async () => {
    const person = await central.newPerson('accountant');
    await central.withPage({ size: 'desktop', person, path: '/orders' }, async (elsewhere) => {
      await central.withPage({ size, person, path: '/account' }, async (page) => {
        await page.getByText('This session').waitFor();
        await page.getByRole('button', { name: 'End', exact: true }).click();
        await page.getByRole('button', { name: 'End', exact: true }).waitFor({ state: 'detached' });
      });
      const session = await elsewhere.context().request.get(central.api('/session'));
      expect(session.status()).toBe(401);
    });
  });
});
