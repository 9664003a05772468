import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { mugs } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, type Person, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

interface CarefulStore extends Store {
  readonly support: Person;
}

/** A store where people give back ten dollars of an order alone. */
const carefulStore = async (): Promise<CarefulStore> => {
  const store = await central.newStore('Careful Shop');
  await central.set(store, 'refunds', { limits: { USD: 1_000 }, appliesToKeys: false, approvalHours: 72 });
  await store.shop.set('fraud', { duplicate: { windowSeconds: 0, action: 'reject' } });
  return { ...store, support: await central.newPerson('support', store.id) };
};

/** The order's id, and what it cost, as the page tells it. */
const sold = async ({ shop }: Store, reference: string): Promise<{ readonly id: string; readonly total: string }> => {
  const { body } = await shop.place({ body: { items: [mugs], reference } });
  await eventually('the receipt', async () => (await shop.eventTypes(body.id)).includes('MailSent'));
  return { id: body.id, total: `$${(body.amounts.total / 100).toFixed(2)}` };
};

const refundedOf = async ({ shop }: Store, id: string): Promise<number> =>
  (await shop.get(`/v1/orders/${id}`)).body.amounts.refunded;

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

const panelOf = (page: Page) => page.getByRole('region', { name: 'Approval of refunds' });

describe.each(sizes)('refunds that want a second person, on a %s', (size) => {
  const as = (person: Person, { store, path }: { store: Store; path: string }) => ({ size, person, store: store.id, path });

  /** Asks for all that is left of the order, on its page. */
  const ask = async (page: Page): Promise<void> => {
    await page.locator('main').getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByRole('dialog').getByText('takes a second person').waitFor();
  };

  it('are said to be so before they are asked for, and wait on the order', async () => {
    const store = await carefulStore();
    const { id, total } = await sold(store, 'A-1');
    await central.withPage(as(store.support, { store, path: `/orders/${id}` }), async (page) => {
      await ask(page);
      await inspectDialog(page, 'central-refund-second-person');
      await page.getByRole('dialog').getByLabel('Reason').fill('arrived broken');
      await press(page, `Ask for approval of ${total}`);
      await panelOf(page).getByText('Waits for approval').waitFor();
      await panelOf(page).getByText('You asked for it: another person must approve').waitFor();
      await page.getByText(`Refund of ${total} asked for: a second person must approve it until`).waitFor();
      expect(await panelOf(page).getByRole('button').allTextContents()).toEqual(['Withdraw']);
      await inspect(page, 'central-order-approval-waits');
    });
    expect(await refundedOf(store, id)).toBe(0);
    await central.withPage(as(store.owner, { store, path: `/orders/${id}` }), async (page) => {
      await panelOf(page).getByText('Asked for by Robin support').waitFor();
      await inspect(page, 'central-order-approval');
      await panelOf(page).getByRole('button', { name: 'Approve' }).click();
      await page.getByRole('dialog').getByText('none ends').waitFor();
      await inspectDialog(page, 'central-approve');
      expect(await refundedOf(store, id)).toBe(0);
      await press(page, `Approve ${total}`);
      await panelOf(page).getByText('Approved', { exact: true }).waitFor();
      await page.getByText(`${total} refunded`).waitFor();
      await inspect(page, 'central-order-approved');
    });
    expect(await refundedOf(store, id)).toBeGreaterThan(1_000);
  });

  it('are decided in their queue by keyboard, and nothing before it is confirmed', async () => {
    const store = await carefulStore();
    const [first, second] = [await sold(store, 'A-1'), await sold(store, 'A-2')];
    for (const { id, total } of [first, second]) {
      await central.withPage(as(store.support, { store, path: `/orders/${id}` }), async (page) => {
        await ask(page);
        await press(page, `Ask for approval of ${total}`);
        await panelOf(page).waitFor();
      });
    }
    await central.withPage(as(store.owner, { store, path: '/approvals' }), async (page) => {
      await page.getByText('Asked for by Robin support').nth(1).waitFor();
      if (size === 'desktop') await page.getByRole('img', { name: '2 wait for you' }).waitFor();
      await inspect(page, 'central-approvals');
      await page.keyboard.press('j');
      await page.keyboard.press('a');
      await page.getByRole('dialog').getByText('none ends').waitFor();
      await press(page, 'Cancel');
      expect(await refundedOf(store, first.id)).toBe(0);
      await page.keyboard.press('a');
      await press(page, `Approve ${first.total}`);
      await page.getByRole('status').getByText(`${first.total} is approved`).waitFor();
      await page.getByRole('link', { name: 'A-1' }).waitFor({ state: 'detached' });
      await page.keyboard.press('j');
      await page.keyboard.press('r');
      await inspectDialog(page, 'central-approval-reject');
      await press(page, 'Reject');
      await page.getByText('Nothing to approve').waitFor();
      await inspect(page, 'central-approvals-none');
    });
    expect(await refundedOf(store, first.id)).toBeGreaterThan(1_000);
    expect(await refundedOf(store, second.id)).toBe(0);
  });

  it.each(['owner', 'support'] as const)('of one’s own are not approved but withdrawn, by the %s who asked', async (role) => {
    const store = await carefulStore();
    const { id, total } = await sold(store, 'A-1');
    await central.withPage(as(store[role], { store, path: `/orders/${id}` }), async (page) => {
      await ask(page);
      await press(page, `Ask for approval of ${total}`);
      await panelOf(page).getByText('You asked for it').waitFor();
      expect(await panelOf(page).getByRole('button', { name: 'Approve' }).count()).toBe(0);
      await panelOf(page).getByRole('button', { name: 'Withdraw' }).click();
      await press(page, 'Withdraw');
      await panelOf(page).getByText('Rejected', { exact: true }).waitFor();
    });
    expect(await refundedOf(store, id)).toBe(0);
  });

  it('are limited in the settings, by currency', async () => {
    const store = await carefulStore();
    await central.withPage(as(store.owner, { store, path: '/settings/refunds' }), async (page) => {
      await page.getByRole('textbox', { name: 'USD' }).waitFor();
      await inspect(page, 'central-settings-refunds');
    });
  });

  it('are limited by nobody who could lift their own limit: a developer sees them read-only', async () => {
    const store = await carefulStore();
    const developer = await central.newPerson('developer', store.id);
    await central.withPage(as(developer, { store, path: '/settings/refunds' }), async (page) => {
      await page.getByText('Only owners change this').waitFor();
      expect(await page.locator('main').locator('input:not([readonly]):not([disabled])').count()).toBe(0);
      expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['History']);
      await inspect(page, 'central-settings-refunds-read-only');
      await page.goto(central.address('/settings/delivery', store.id));
      await page.getByRole('button', { name: 'Save' }).waitFor();
    });
  });
});
