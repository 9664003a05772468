import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const commands = /^(Refund|Capture|Void|Accept|Reject|Send again|Issue new links|Add note)$/;

describe.each(sizes)('the time machine, on a %s', (size) => {
  it('shows an order as it was before it was captured, with nothing to press, and the way back', () =>
    central.withPage({ size, path: '/orders' }, async (page) => {
      const { body: order } = await central.shop.place({ type: 'preauth' });
      const at = new Date().toISOString();
      await central.shop.post(`/v1/orders/${order.id}/captures`);
      await page.goto(central.address(`/orders/${order.id}?at=${encodeURIComponent(at)}`));
      await page.getByText(/^As it was on /).waitFor();
      await isReady(page);
      await page.getByText('Authorized', { exact: true }).first().waitFor();
      expect(await page.getByRole('button', { name: commands }).count()).toBe(0);
      await inspect(page, 'central-order-past');
      await page.getByRole('button', { name: 'Back to now' }).click();
      await page.getByText('Captured', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: commands }).first().waitFor();
      expect(new URL(page.url()).searchParams.has('at')).toBe(false);
    }));

  it('shows the orders that there were by then, and stays in the past from page to page', () =>
    central.withPage({ size, path: '/orders' }, async (page) => {
      await page.getByRole('button', { name: 'Time machine' }).click();
      await page.getByRole('button', { name: 'End of yesterday' }).click();
      await page.getByText(/^As it was on /).waitFor();
      await isReady(page);
      await inspect(page, 'central-orders-past');
      const at = new URL(page.url()).searchParams.get('at') ?? '';
      const times = await newest(page);
      expect(times.length).toBeGreaterThan(0);
      expect(times.filter((time) => time >= at)).toEqual([]);
      await page.locator('[data-row-link]').first().click();
      await page.getByText(/^As it was on /).waitFor();
      expect(new URL(page.url()).searchParams.get('at')).toBe(at);
    }));
});

const newest = (page: Page): Promise<readonly string[]> =>
  page.locator('main section time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));

it('says of an order that was not placed yet that there was none', () =>
  central.withPage({ size: 'desktop', path: '/orders', expected: [/status of 404 .*\/orders\//] }, async (page) => {
    const { body: order } = await central.shop.place({});
    await page.goto(central.address(`/orders/${order.id}?at=2020-01-01T00:00:00Z`));
    await page.getByRole('heading', { level: 1, name: 'Not placed yet' }).waitFor();
  }));
