import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { mugs } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const limit = { attempts: 1_000, windowMinutes: 10, action: 'reject' };

const strictStore = async (): Promise<Store> => {
  const store = await central.newStore('Strict Shop');
  await store.shop.set('fraud', {
    card: limit,
    email: limit,
    duplicate: { windowSeconds: 0, action: 'reject' },
    amount: { limits: { USD: 100 }, action: 'review' },
    lockout: { failures: 0, windowMinutes: 10, minutes: 10 },
    reviewHours: 5,
  });
  return store;
};

const held = async ({ shop }: Store, reference: string): Promise<string> => {
  const { body } = await shop.place({ body: { items: [mugs], reference } });
  expect(body.status).toBe('review');
  return body.id;
};

const confirm = (page: Page, name: string): Promise<void> => page.getByRole('dialog').getByRole('button', { name }).click();

describe.each(sizes)('the fraud pages, on a %s', (size) => {
  it('decide held orders by keyboard, and nothing before it is confirmed', async () => {
    const store = await strictStore();
    const [first, second] = [await held(store, 'R-1'), await held(store, 'R-2')];
    const statusOf = async (id: string): Promise<string> => (await store.shop.get(`/v1/orders/${id}`)).body.status;
    await eventually('both in the queue', async () => (await store.shop.get('/v1/reviews')).body.data.length === 2);
    const visit = { size, person: store.owner, store: store.id, path: '/fraud', expected: [/status of 402 .*\/review/] };
    await central.withPage(visit, async (page) => {
      await page.getByText('amount over the limit').first().waitFor();
      await inspect(page, 'central-fraud-queue');
      await page.keyboard.press('j');
      await page.keyboard.press('a');
      await inspectDialog(page, 'central-fraud-accept');
      await confirm(page, 'Cancel');
      expect(await statusOf(first)).toBe('review');
      await page.keyboard.press('a');
      await confirm(page, 'Accept');
      await page.getByRole('status').getByText('Approved').waitFor();
      expect(await statusOf(first)).toBe('approved');
      await page.getByRole('link', { name: 'R-1' }).and(page.locator('[data-row-link]')).waitFor({ state: 'detached' });
      await page.keyboard.press('j');
      await page.keyboard.press('r');
      await confirm(page, 'Reject');
      await page.getByText('Nothing to review').waitFor();
      expect(await statusOf(second)).toBe('rejected');
    });
  });

  it('block by a form, and take off the list again', async () => {
    const store = await strictStore();
    await central.withPage({ size, person: store.owner, store: store.id, path: '/fraud/block' }, async (page) => {
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('dialog').getByLabel('Email address').fill('crook@bad.example');
      await inspectDialog(page, 'central-fraud-add');
      await confirm(page, 'Add');
      await page.getByText('c…@bad.example').waitFor();
      await inspect(page, 'central-fraud-blocked');
      await page.getByRole('button', { name: 'Remove c…@bad.example' }).click();
      await confirm(page, 'Remove');
      await page.getByText('The list is empty').waitFor();
    });
    expect((await store.shop.get('/v1/fraud-lists/block')).body.data).toEqual([]);
  });
});
