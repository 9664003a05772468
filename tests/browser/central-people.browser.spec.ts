import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

describe.each(sizes)('people and keys, on a %s', (size) => {
  it('show who works for the store, and that changing it takes a second factor', async () => {
    const store = await central.newStore('People Shop');
    await central.withPage({ size, person: store.owner, store: store.id, path: '/members' }, async (page) => {
      await page.getByText('Robin owner').waitFor();
      await page.getByText('it takes a second factor').waitFor();
      expect(await page.getByRole('button', { name: 'Invite somebody' }).isDisabled()).toBe(true);
      await inspect(page, 'central-members');
    });
  });

  it('make a key that is shown once and works, and revoke it', async () => {
    const store = await central.newStore('Key Shop');
    await central.withPage({ size, person: store.owner, store: store.id, path: '/api-keys' }, async (page) => {
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('The server');
      await page.getByRole('button', { name: 'Make the key' }).click();
      const secret = (await page.getByText(/^tgk_test_/).textContent()) ?? '';
      await inspectDialog(page, 'central-key');
      const orders = () =>
        page.context().request.get(`${central.shop.demo.apiUrl}/v1/orders`, { headers: { authorization: `Bearer ${secret}` } });
      expect((await orders()).status()).toBe(200);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByText(secret).waitFor({ state: 'detached' });
      await inspect(page, 'central-api-keys');
      await page.getByRole('button', { name: 'Revoke: The server' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await page.getByText('Revoked', { exact: true }).first().waitFor();
    });
  });

  it('say to a role without the right why a page is not theirs', async () => {
    const person = await central.newPerson('read_only');
    for (const path of ['/api-keys', '/upkeep'])
      await central.withPage({ size, person, path }, (page) => page.getByText('Your role does not show this page').waitFor());
  });

  it('show the upkeep, the store and the ways in to whom they are for', async () => {
    const store = await central.newStore('Quiet Shop');
    const visit = { size, person: store.owner, store: store.id };
    await central.withPage({ ...visit, path: '/upkeep' }, async (page) => {
      await page.getByText('authorization').first().waitFor();
      await inspect(page, 'central-upkeep');
    });
    await central.withPage({ ...visit, path: '/settings/store' }, async (page) => {
      expect(await page.getByLabel('Name').inputValue()).toBe('Quiet Shop');
      await inspect(page, 'central-store');
      await page.goto(`${central.shop.demo.centralUrl}/password-reset`);
      await page.getByLabel('Email').fill(store.owner.email);
      await page.getByRole('button', { name: 'Send the link' }).click();
      await page.getByText('the link is on its way').waitFor();
      await inspect(page, 'central-password-reset');
    });
  });
});
