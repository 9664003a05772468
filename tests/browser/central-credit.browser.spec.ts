import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
let store: Store;
beforeAll(async () => {
  central = await Central.open();
  store = await central.newStore('Give and take');
  const terms = { enabled: true, apiKeys: false, perCredit: { USD: 5_000 }, perDay: { USD: 100_000 } };
  await central.set(store, 'credits', terms);
});
afterAll(() => central?.close());

const declinedCard = '4000000000000002';
const refused = /status of (402|409) .*\/credits/;

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Typed {
  readonly amount: string;
  readonly card: string;
  readonly email?: string;
}

const typeIn = async (page: Page, { amount, card, email = '' }: Typed): Promise<void> => {
  await field(page, 'Amount').fill(amount);
  await field(page, 'What it is for').fill('For the parcel that came late');
  await field(page, 'Email').fill(email);
  await field(page, 'Card number').fill(card);
  await field(page, 'Expires').fill('1/30');
};

const open = <T>(size: Size, use: (page: Page) => Promise<T>, expected: readonly RegExp[] = []): Promise<T> =>
  central.withPage({ size, path: '/terminal?as=credit', store: store.id, person: store.owner, expected }, use);

describe.each(sizes)('a free credit, on a %s', (size) => {
  it('is given once somebody has confirmed the amount and the card, and stands as an order of its own', () =>
    open(size, async (page) => {
      const card = someCard();
      const email = `${randomUUID()}@example.com`;
      await button(page, 'Go on').click();
      await page.getByText('Something is missing or wrong').waitFor();
      await inspect(page, 'central-credit-faults');
      await typeIn(page, { amount: '50.01', card, email });
      await page.getByText('More than your settings allow').waitFor();
      await field(page, 'Amount').fill('12.50');
      await inspect(page, 'central-credit');
      await button(page, 'Go on').click();
      await page
        .getByRole('dialog')
        .getByText(`ending in ${card.slice(-4)}`)
        .waitFor();
      await inspectDialog(page, 'central-credit-confirm');
      await button(page, 'Credit $12.50').click();
      await page.getByRole('heading', { level: 1, name: 'Credited' }).waitFor();
      await inspect(page, 'central-credit-given');
      const id = page.url().split('/').at(-1) ?? '';
      const { body } = await store.shop.get(`/v1/orders/${id}`);
      expect(body).toMatchObject({ status: 'credited', type: 'credit', amounts: { credited: 1250 }, customer: { email } });
      expect(store.shop.booked(id, 'credited')).toMatchObject([{ amount: 1250, last4: card.slice(-4) }]);
      await page.getByRole('link', { name: 'Open the order' }).click();
      await page.getByText('$12.50 credited to the card').waitFor();
      expect(await page.getByRole('button', { name: /^(Refund|Capture|Void)/ }).count()).toBe(0);
      await isReady(page);
      await inspect(page, 'central-credit-order');
    }));
});

it('asks whether a credit is meant that the card got a moment ago', () =>
  open(
    'desktop',
    async (page) => {
      const card = someCard();
      await typeIn(page, { amount: '7', card });
      await button(page, 'Go on').click();
      await button(page, 'Credit $7.00').click();
      await page.getByRole('heading', { level: 1, name: 'Credited' }).waitFor();
      await page.getByRole('link', { name: 'New credit' }).click();
      await typeIn(page, { amount: '7', card });
      await button(page, 'Go on').click();
      await button(page, 'Credit $7.00').click();
      await page.getByRole('dialog').getByText('within the last 24 hours').waitFor();
      await inspectDialog(page, 'central-credit-duplicate');
      expect(await button(page, 'Credit $7.00').isDisabled()).toBe(true);
      await page.getByLabel('It is meant: give it once more').check();
      await button(page, 'Credit $7.00').click();
      await page.getByRole('heading', { level: 1, name: 'Credited' }).waitFor();
    },
    [refused],
  ));

it('says of a refused credit that nothing was given, and what to do', () =>
  open(
    'phone',
    async (page) => {
      await typeIn(page, { amount: '9', card: declinedCard });
      await button(page, 'Go on').click();
      await button(page, 'Credit $9.00').click();
      await page.getByRole('heading', { level: 1, name: 'Declined' }).waitFor();
      await page.getByText('The credit was refused. Nothing was given.').waitFor();
      await inspect(page, 'central-credit-declined');
    },
    [refused],
  ));

it('is given once where its answer was lost on its way', () =>
  open(
    'desktop',
    async (page) => {
      const card = someCard();
      await typeIn(page, { amount: '11', card });
      const lost = { count: 0 };
      await page.route('**/test/credits', async (route) => {
        if (lost.count > 0) return route.continue();
        lost.count += 1;
        await route.fetch();
        return route.abort();
      });
      await button(page, 'Go on').click();
      await button(page, 'Credit $11.00').click();
      await page.getByRole('heading', { level: 1, name: 'Credited' }).waitFor();
      const { body } = await store.shop.get(`/v1/orders?last4=${card.slice(-4)}&amount=1100&currency=USD`);
      expect([lost.count, body.data.length]).toEqual([1, 1]);
    },
    [/ERR_FAILED|ERR_CONNECTION|failed: POST/],
  ));

it('is asked about again after a try that was given up without an answer, and not given twice', () =>
  open(
    'desktop',
    async (page) => {
      const card = someCard();
      const sent: { readonly allowDuplicate?: true }[] = [];
      const away = { isOn: false };
      await page.route('**/test/credits', async (route) => {
        sent.push(route.request().postDataJSON());
        if (!away.isOn) return route.continue();
        if (sent.length === 3) await route.fetch();
        return route.abort();
      });
      const dialog = page.getByRole('dialog');
      await typeIn(page, { amount: '13', card });
      await button(page, 'Go on').click();
      await button(page, 'Credit $13.00').click();
      await page.getByRole('link', { name: 'New credit' }).click();
      await typeIn(page, { amount: '13', card });
      await button(page, 'Go on').click();
      await button(page, 'Credit $13.00').click();
      await page.getByLabel('It is meant: give it once more').check();
      away.isOn = true;
      await button(page, 'Credit $13.00').click();
      await dialog.getByText('No answer came').waitFor();
      await inspectDialog(page, 'central-credit-unanswered');
      await page.keyboard.press('Escape');
      await page.mouse.click(5, 5);
      expect(await button(page, 'Close').isDisabled()).toBe(true);
      expect(await dialog.getByText('If you give up, look into the orders').isVisible()).toBe(true);
      await button(page, 'Give up and edit').click();
      await dialog.waitFor({ state: 'hidden' });
      away.isOn = false;
      await button(page, 'Go on').click();
      await button(page, 'Credit $13.00').click();
      await dialog.getByText('within the last 24 hours').waitFor();
      expect(await page.getByLabel('It is meant: give it once more').isChecked()).toBe(false);
      expect(sent.map(({ allowDuplicate = false }) => allowDuplicate)).toEqual([false, false, true, true, true, true, false]);
      const { body } = await store.shop.get(`/v1/orders?last4=${card.slice(-4)}&amount=1300&currency=USD`);
      expect(body.data).toHaveLength(2);
    },
    [refused, /ERR_FAILED|ERR_CONNECTION|failed: POST/],
  ));

it('is off until the settings allow it, and the page says where', async () => {
  const other = await central.newStore('Nothing given');
  const visit = { path: '/terminal?as=credit', store: other.id, person: other.owner };
  for (const size of sizes)
    await central.withPage({ ...visit, size }, async (page) => {
      await page.getByRole('heading', { name: 'Credits are off' }).waitFor();
      await inspect(page, 'central-credit-off');
      await page.getByRole('link', { name: 'To the settings' }).click();
      await page.getByRole('heading', { name: 'Credits' }).first().waitFor();
    });
});
