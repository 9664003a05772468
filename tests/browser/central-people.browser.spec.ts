import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, notSignedIn, type Person } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const showFactor = async (page: Page, person: Person): Promise<void> => {
  await central.showFactor(person);
  await page.reload();
  await isReady(page);
};

const linkIn = async (recipient: string): Promise<string> => {
  const api = `${central.shop.demo.mailUrl}/api/v1`;
  const mail = await eventually(`a mail to ${recipient}`, async () => {
    const found = await fetch(`${api}/messages?limit=1&query=${encodeURIComponent(`to:"${recipient}"`)}`);
    return ((await found.json()) as { messages: { ID: string }[] }).messages[0];
  });
  const { Text } = (await (await fetch(`${api}/message/${mail.ID}`)).json()) as { Text: string };
  return /https:\S+\/invitation\/\S+/.exec(Text)?.[0] ?? '';
};

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

  it('are invited, join by the link of their mail, and get another role', async () => {
    const store = await central.newStore('Growing Shop');
    const email = `ann.${Date.now()}.${size}@demo.example`;
    await central.withPage({ size, person: store.owner, store: store.id, path: '/members' }, async (page) => {
      await showFactor(page, store.owner);
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Email').fill(email);
      await dialog.getByLabel('Role').selectOption('accountant');
      await dialog.getByRole('button', { name: 'Send the invitation' }).click();
      await page.getByText(email).waitFor();
      const link = await linkIn(email);
      await central.browser.withPage({ size, expected: [notSignedIn, /status of 404 .*\/invitations\//] }, async (other) => {
        await other.goto(link);
        await other.getByText('to work for Growing Shop as Accountant').waitFor();
        await inspect(other, 'central-invitation');
        await other.getByLabel('Your name').fill('Ann Accountant');
        await other
          .getByLabel(/password/i)
          .first()
          .fill('a long password of hers');
        await other.getByRole('button', { name: 'Accept the invitation' }).click();
        await other.getByText('You now work for Growing Shop').waitFor();
        await other.goto(link);
        await other.reload();
        await other.getByText('This link has ended or was used already').waitFor();
      });
      await page.reload();
      await page.getByRole('button', { name: 'Change role of Ann Accountant' }).click();
      await dialog.getByLabel('Role').selectOption('manager');
      await inspectDialog(page, 'central-role');
      await dialog.getByRole('button', { name: 'Change role' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('listitem').filter({ hasText: 'Ann Accountant' }).getByText('Manager').waitFor();
    });
    const person = { email, password: 'a long password of hers' };
    await central.withPage({ size, person, store: store.id, path: '/account' }, async (page) => {
      await page.getByText('Nobody failed to sign in as you').waitFor();
      await page.context().request.post(central.api('/session'), { data: { email, password: 'not hers' } });
      await eventually('the failed sign-in is shown', async () => {
        await page.reload();
        await isReady(page);
        return page.getByText('Wrong password').isVisible();
      });
      await inspect(page, 'central-account-failed');
    });
  });

  it('have a service handle again what it parked', async () => {
    const store = await central.newStore('Parked Shop');
    const item = { sku: 'LAMP-1', description: 'A lamp', kind: 'physical', quantity: 1, unitAmount: 4_000, weightGrams: 300 };
    const { body } = await store.shop.place({ card: someCard(), body: { items: [item] } });
    const order = String(body.id).replace('ord_', '');
    await central.shop.db.query(
      `INSERT INTO notifications.parked_events (event_id, order_id, type, header, data, hash, error_code)
        SELECT (header->>'id')::uuid, subject_id, type, header, data, encode(hash, 'hex'), 'planted'
          FROM order_log.events WHERE subject_id = $1::uuid AND type = 'PaymentCaptured'`,
      [order],
    );
    await central.withPage({ size, person: store.owner, store: store.id, path: '/upkeep' }, async (page) => {
      await showFactor(page, store.owner);
      await page.getByRole('button', { name: 'Handle again: notifications' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: /^Handle .* again$/ }).click();
      await dialog.getByText(/1 handled, 0 failed again, 0 left/).waitFor();
      await inspectDialog(page, 'central-redrive');
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByRole('button', { name: 'Handle again: notifications' }).waitFor({ state: 'detached' });
    });
  });

  it('make a key that is shown once and works, and revoke it', async () => {
    const store = await central.newStore('Key Shop');
    await central.withPage({ size, person: store.owner, store: store.id, path: '/api-keys' }, async (page) => {
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('The server');
      for (const name of ['Read', 'Orders']) await page.getByRole('checkbox', { name, exact: true }).check();
      await inspectDialog(page, 'central-new-key');
      await page.getByRole('button', { name: 'Make the key' }).click();
      const secret = (await page.getByText(/^tgk_test_/).textContent()) ?? '';
      await page.getByText(/curl --cacert '.*ca\.pem'/).waitFor();
      await inspectDialog(page, 'central-key');
      const orders = () =>
        page.context().request.get(`${central.shop.demo.apiUrl}/v1/orders`, { headers: { authorization: `Bearer ${secret}` } });
      expect((await orders()).status()).toBe(200);
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await page.getByText(secret).waitFor({ state: 'detached' });
      await page.getByText('Read · Orders').waitFor();
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
