import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, isReady, type Person } from './central.ts';

let central: Central;
let reader: Person;
let sold: string;
let held: string;
beforeAll(async () => {
  central = await Central.open();
  reader = await central.newPerson('read_only');
  sold = (await central.shop.place()).body.id;
  held = (await central.shop.place({ type: 'preauth' })).body.id;
  await eventually('the receipt', async () => (await central.shop.eventTypes(sold)).includes('MailSent'));
});
afterAll(() => central?.close());

/** What a page offers to do, by name, beside what copies, looks back, and shows versions and what customers see. */
const offers = async (page: Page): Promise<readonly string[]> => {
  const names = await page
    .locator('main')
    .getByRole('button')
    .evaluateAll((all) => all.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''));
  return names.filter((name) => !/^(Copy |Preview$|Versions of |Time machine$)/.test(name));
};

describe.each(sizes)('who may only read, on a %s', (size) => {
  const open = <T>(path: string, use: (page: Page) => Promise<T>): Promise<T> =>
    central.withPage({ size, person: reader, path }, use);

  it('is offered nothing to do with an order, and is refused where they try', () =>
    open(`/orders/${sold}`, async (page) => {
      await page.getByRole('region', { name: 'Downloads' }).waitFor();
      expect(await offers(page)).toEqual([]);
      expect(await page.locator('main').getByRole('textbox').count()).toBe(0);
      await inspect(page, 'central-order-read-only');
      await page.goto(central.address(`/orders/${held}`));
      await isReady(page);
      expect(await offers(page)).toEqual([]);
      const { request } = page.context();
      const { csrfToken } = await (await request.get(central.api('/session'))).json();
      const answer = await request.post(central.api(`/stores/${central.store}/test/orders/${sold}/refunds`), {
        data: {},
        headers: { 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() },
      });
      expect([answer.status(), (await answer.json()).code]).toEqual([403, 'not_allowed']);
    }));

  it('sees settings and goods without a way to change them', () =>
    open('/settings/fraud', async (page) => {
      expect(await offers(page)).toEqual(['History']);
      expect(await page.locator('main').locator('input:not([readonly]):not([disabled]), select:not([disabled])').count()).toBe(0);
      await page.goto(central.address('/goods'));
      await isReady(page);
      expect(await offers(page)).toEqual([]);
    }));
});
