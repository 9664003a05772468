import { randomUUID } from 'node:crypto';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspectDialog, isReady } from './central.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';

let central: Central;
let order: string;
const mark = randomUUID().slice(0, 8);
beforeAll(async () => {
  central = await Central.open();
  order = await placeHostile();
});
afterAll(() => central?.close());

/** Texts that run where a page takes them for markup, script, an attribute, an address or a template; and one that would turn the line around. */
const texts = [
  '<script>hit()</script>',
  '<img src=x onerror=hit()>',
  `"><svg onload=hit()>`,
  `' onmouseover='hit()' x='`,
  'javascript:hit()',
  '</textarea><iframe srcdoc="<script>parent.hit()</script>">',
  '{{constructor.constructor("hit()")()}}',
  `\u202Eoverride\u202C ${'W'.repeat(60)}`,
];
const text = (index: number, most = 100): string => (texts[index % texts.length] ?? '').slice(0, most);

const placeHostile = async (): Promise<string> => {
  const sku = `HOSTILE-${mark}`;
  await central.shop.put(`/v1/goods/${sku}`, { kind: 'digital', description: text(1) });
  const name = `${text(0).replaceAll('/', '')}.epub`;
  const file = await central.shop.put(`/v1/goods/${sku}/files/${encodeURIComponent(name)}`, Buffer.from(text(0)), {
    'content-type': 'text/html',
  });
  expect([200, 201]).toContain(file.status);
  const address = {
    name: text(1),
    line1: text(2),
    line2: text(3),
    city: text(0),
    region: 'NY',
    postalCode: '12207',
    country: 'US',
  };
  const { status, body } = await central.shop.place({
    body: {
      reference: `${mark} ${text(2)}`,
      items: texts.map((_, index) => ({
        sku: index === 0 ? sku : `SKU-${index}`,
        description: text(index),
        kind: index === 0 ? 'digital' : 'physical',
        quantity: 1,
        unitAmount: 1000 + index,
        ...(index === 0 ? {} : { weightGrams: 10 }),
      })),
      customer: { email: `${mark}@example.com`, name: text(1), phone: '+15005550001', ipAddress: '10.1.2.3' },
      billingAddress: address,
      shippingAddress: { ...address, line1: text(7) },
      metadata: { first: text(5), cart: text(6), other: text(4) },
    },
  });
  expect([status, body.errors]).toEqual([201, undefined]);
  await central.shop.post(`/v1/orders/${body.id}/notes`, { text: texts.join('\n') });
  await central.shop.post(`/v1/orders/${body.id}/refunds`, { amount: 100, reason: text(1) });
  await eventually('the mails', async () => (await central.shop.mailsOf(body.id)).length === 2);
  return body.id;
};

/** Whatever runs, tells; the page's policy would refuse it too, and that is a fault as well. */
const setTrap = async (page: Page): Promise<void> => {
  await page.addInitScript('window.hits = 0; window.hit = () => { window.hits += 1; }; window.alert = window.hit;');
};

const expectNothingRan = async (page: Page): Promise<void> => {
  for (const text of await page.getByText('hit()').all())
    if (await text.isVisible()) await text.hover({ force: true, timeout: 2_000 });
  expect(await page.evaluate('window.hits')).toBe(0);
  expect(await page.locator('img[src="x"], svg[onload], iframe, b').count()).toBe(0);
};

describe.each(sizes)('an order whose every text is hostile, on a %s', (size) => {
  it('is shown as it was written, and does nothing, in the list', () =>
    central.withPage({ size, path: '/account' }, async (page) => {
      await setTrap(page);
      await page.goto(central.address(`/orders?email=${mark}@example.com`));
      await isReady(page);
      await page.getByText(text(1)).first().waitFor();
      await expectNothingRan(page);
      await expectAccessible(page);
      await keepScreenshot(page, 'central-hostile-orders');
    }));

  it('neither on its page, with all its data unfolded', () =>
    central.withPage({ size, path: '/account' }, async (page) => {
      await setTrap(page);
      await page.goto(central.address(`/orders/${order}`));
      await isReady(page);
      await keepScreenshot(page, 'central-hostile-order');
      await expectAccessible(page);
      for (const summary of await page.locator('summary').all()) await summary.click();
      for (const [index] of texts.entries()) expect(await page.getByText(text(index)).count()).toBeGreaterThan(0);
      await expectNothingRan(page);
      await page.getByRole('button', { name: 'Refund', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Refund' });
      await dialog.locator('label', { hasText: 'Items' }).click();
      await dialog.getByText('1 left').first().waitFor();
      await expectNothingRan(page);
      await inspectDialog(page, 'central-hostile-refund');
    }));

  it('neither where the goods are kept', () =>
    central.withPage({ size, path: '/account' }, async (page) => {
      await setTrap(page);
      await page.goto(central.address('/goods'));
      await isReady(page);
      await page.getByText(`HOSTILE-${mark}`).first().waitFor();
      await expectNothingRan(page);
      await expectAccessible(page);
    }));

  it('neither in the mails that its customer gets', async () => {
    for (const { html } of await central.shop.mailsOf(order)) {
      await central.browser.withPage({ size }, async (page) => {
        await page.setContent(`<script>window.hits = 0; window.hit = () => { window.hits += 1; };</script>${html}`);
        await expectNothingRan(page);
      });
    }
  });
});
