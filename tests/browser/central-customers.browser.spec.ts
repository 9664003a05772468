import { hash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const lamp = { sku: 'LAMP-1', description: 'A lamp', kind: 'physical', quantity: 1, unitAmount: 4_000, weightGrams: 300 };

const place = async (email: string, type: 'sale' | 'preauth' = 'sale'): Promise<string> => {
  const { status, body } = await central.shop.place({ type, body: { items: [lamp], customer: { email, name: 'Zoe Quill' } } });
  expect(status).toBe(201);
  return body.id;
};

const find = async (page: Page, email: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('button', { name: 'Find' }).click();
};

describe.each(sizes)('the customers, on a %s', (size) => {
  const open = <T>(use: (page: Page) => Promise<T>, expected: readonly RegExp[] = []): Promise<T> =>
    central.withPage({ size, path: '/customers', expected }, use);

  it('are found by their e-mail address, which stays out of the page’s address', () =>
    open(async (page) => {
      const email = `${randomUUID()}@example.com`;
      await inspect(page, 'central-customers');
      await find(page, email);
      await page.getByText('Nobody with this address').waitFor();
      await place(email);
      await find(page, email);
      await page.getByRole('heading', { level: 1, name: 'Zoe Quill' }).waitFor();
      await isReady(page);
      await inspect(page, 'central-customer');
      expect(page.url()).not.toMatch(/example|Zoe/);
    }));

  it('are forgotten by whoever types their address, and leave a certificate to save', () =>
    open(
      async (page) => {
        const email = `${randomUUID()}@example.com`;
        const id = await place(email);
        await eventually('the receipt', async () => {
          const { body } = await central.shop.get(`/v1/orders/${id}`);
          return body.mails.some(({ status }: { readonly status: string }) => status === 'sent') || undefined;
        });
        await page.goto(central.address(`/orders/${id}`));
        await page.getByRole('link', { name: 'Open the customer' }).click();
        await page.getByRole('button', { name: 'Forget this person' }).click();
        await inspectDialog(page, 'central-customer-forget');
        const confirm = page.getByRole('button', { name: 'Forget for good' });
        expect(await confirm.isDisabled()).toBe(true);
        await page.getByRole('textbox', { name: /^Type / }).fill(email);
        await confirm.click();
        await page.getByRole('heading', { level: 1, name: 'Forgotten customer' }).waitFor();
        await inspect(page, 'central-customer-forgotten');
        const saved = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Save' }).click();
        const text = readFileSync(await (await saved).path(), 'utf8');
        expect(text).toContain(id);
        await page.getByText(hash('sha256', text, 'hex')).waitFor();
        const { body } = await central.shop.get(`/v1/orders/${id}`);
        expect(body.customer).toBeNull();
      },
      [/status of 404 .*\/customers\//],
    ));
});

it('are not forgotten while something of theirs is under way: the order is named', () =>
  central.withPage({ size: 'desktop', path: '/customers', expected: [/status of 409 .*\/forget/] }, async (page) => {
    const email = `${randomUUID()}@example.com`;
    const id = await place(email, 'preauth');
    await find(page, email);
    await page.getByRole('button', { name: 'Forget this person' }).click();
    await page.getByRole('textbox', { name: /^Type / }).fill(email);
    await page.getByRole('button', { name: 'Forget for good' }).click();
    await page.getByText('amount held: capture or void it').waitFor();
    expect(await page.getByRole('dialog').getByRole('link').getAttribute('href')).toContain(id);
  }));
