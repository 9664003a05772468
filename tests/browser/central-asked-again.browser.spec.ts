import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { Central, notSignedIn } from './central.ts';
import { endSessions, signInBy } from './sessions.ts';
import { fieldOf, notPriced, typeOrder } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const expected = [notSignedIn, notPriced, /ERR_FAILED|ERR_CONNECTION|failed: POST/];

/** The keys that `path` is asked with. The first answer is lost on its way, and `then` happens before the next request. */
const loseFirst = async (
  page: Page,
  path: string,
  then = async (): Promise<void> => {},
): Promise<readonly (string | undefined)[]> => {
  const keys: (string | undefined)[] = [];
  await page.route(path, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    await then();
    return route.abort();
  });
  return keys;
};

/** Until it is resolved the page looks at nothing anew, so that it hears of a session's end by what is pressed. */
const holdLooks = async (page: Page): Promise<PromiseWithResolvers<void>> => {
  const held = Promise.withResolvers<void>();
  await page.route('**/central/api/**', async (route) => {
    if (route.request().method() === 'GET') await held.promise;
    await route.fallback().catch(() => undefined); // it was given up meanwhile
  });
  return held;
};

describe('what was done, and whose answer was lost before the session ended', () => {
  it('is given back once, though the same button is pressed again after signing in', async () => {
    const person = await central.newPerson('owner');
    const { body } = await central.shop.place();
    await eventually('captured', async () => (await central.shop.eventTypes(body.id)).includes('MailSent') || undefined);
    await central.withPage({ size: 'desktop', person, path: `/orders/${body.id}`, expected }, async (page) => {
      const keys = await loseFirst(page, '**/refunds');
      await page.locator('main').getByRole('button', { name: 'Refund', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Refund' });
      await dialog.getByText('Amount', { exact: true }).click();
      await dialog.getByRole('textbox', { name: 'Amount' }).fill('5');
      const looks = await holdLooks(page); // from now on, so that none is under way when the session ends
      await dialog.getByRole('button', { name: 'Refund $5.00' }).click();
      await dialog.getByText('unreachable').waitFor();
      await endSessions(central, person);
      await dialog.getByRole('button', { name: 'Refund $5.00' }).click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      looks.resolve();
      await signInBy(page, person);
      await dialog.waitFor();
      await dialog.getByRole('button', { name: 'Refund $5.00' }).click();
      await page.getByRole('region', { name: 'Timeline' }).getByText('$5.00 refunded').waitFor();
      await dialog.waitFor({ state: 'hidden' });
      expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
    });
    expect((await central.shop.get(`/v1/orders/${body.id}`)).body.amounts.refunded).toBe(500);
  });

  it('is charged once, though the order is asked for again after signing in', async () => {
    const person = await central.newPerson('owner');
    const email = `${randomUUID()}@example.com`;
    await central.withPage({ size: 'desktop', person, path: '/terminal', expected }, async (page) => {
      const card = someCard();
      await typeOrder(page, { email, card });
      const keys = await loseFirst(page, '**/test/orders', () => endSessions(central, person));
      await page.getByRole('button', { name: /^Charge \$/ }).click();
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      await signInBy(page, person);
      await page.getByText('No answer came').waitFor();
      expect(await fieldOf(page, 'Card number').inputValue()).toBe('');
      await page.getByRole('button', { name: 'Ask again' }).click();
      await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
      expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
    });
    expect((await central.shop.get(`/v1/orders?email=${encodeURIComponent(email)}`)).body.data).toHaveLength(1);
  });
});
