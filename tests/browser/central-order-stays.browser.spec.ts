import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, isReady } from './central.ts';
import { notPriced, typeOrder } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const newOrder = async (): Promise<string> => {
  const { body } = await central.shop.place();
  await eventually('captured', async () => (await central.shop.eventTypes(body.id)).includes('MailSent') || undefined);
  return body.id;
};

const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.tagName');

describe.each(sizes)('the page of an order, on a %s', (size) => {
  it('says that what it shows may be old while nothing new comes, and shows it all the same', async () => {
    const id = await newOrder();
    await central.withPage({ size, path: `/orders/${id}`, expected: [/status of 503/] }, async (page) => {
      await page.route(`**/orders/${id}`, (route) =>
        route.fulfill({
          status: 503,
          headers: { 'retry-after': '1' },
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 503, code: 'temporarily_unavailable' }),
        }),
      );
      expect((await central.shop.post(`/v1/orders/${id}/refunds`, { amount: 500 })).status).toBe(201);
      await page.getByText('temporarily_unavailable').waitFor();
      await page.getByText('Ann Buyer').first().waitFor();
      await inspect(page, 'central-order-stale');
      await page.unroute(`**/orders/${id}`);
      await page.getByRole('region', { name: 'Timeline' }).getByText('$5.00 refunded').waitFor();
      await page.getByText('temporarily_unavailable').waitFor({ state: 'detached' });
    });
  });

  it('keeps the focus on its heading when the order comes, so that a screen reader goes on from there', async () => {
    const id = await newOrder();
    await central.withPage({ size, path: '/orders' }, async (page) => {
      const gate = Promise.withResolvers<void>();
      await page.route(`**/orders/${id}/events*`, async (route) => {
        await gate.promise;
        await route.continue();
      });
      await page.locator(`[data-order-id="${id}"] a:visible`).first().click();
      await page.waitForURL(`**/orders/${id}`);
      await page.getByRole('heading', { level: 1, name: 'Order' }).waitFor();
      expect(await focused(page)).toBe('H1');
      gate.resolve();
      await page.getByRole('region', { name: 'Timeline' }).getByRole('listitem').first().waitFor();
      await isReady(page);
      expect(await focused(page)).toBe('H1');
    });
  });
});

it('the outcome of a charge has the focus as soon as it is there', () =>
  central.withPage({ size: 'desktop', path: '/terminal', expected: [notPriced] }, async (page) => {
    await typeOrder(page, { email: `${randomUUID()}@example.com`, card: someCard() });
    await page.getByRole('button', { name: /^Charge \$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
    expect(await focused(page)).toBe('H1');
  }));
