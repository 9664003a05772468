import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { someCard } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect } from './central.ts';
import { fieldOf, notPriced, typeOrder } from './telephone-order.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

/** The simulator's card that the issuer declines. */
const declinedCard = '4000000000000002';
const refused = /status of 402 .*\/orders/;

const keptBy = (page: Page): Promise<string> =>
  page.evaluate(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href, document.body.outerHTML])',
  );

const open = <T>(size: Size, use: (page: Page) => Promise<T>, expected: readonly RegExp[] = [notPriced]): Promise<T> =>
  central.withPage({ size, path: '/terminal', expected }, use);

describe('the virtual terminal', () => {
  it.each(sizes)('takes an order by telephone, charges it, and leaves a receipt to print, on a %s', (size) =>
    open(size, async (page) => {
      const email = `${randomUUID()}@example.com`;
      const card = someCard();
      await typeOrder(page, { email, card });
      await page.getByRole('button', { name: /^Charge \$/ }).waitFor();
      expect(await fieldOf(page, 'Card number').inputValue()).toBe(card.replace(/(.{4})(?=.)/g, '$1 '));
      await inspect(page, 'central-terminal');
      await fieldOf(page, 'Security code').press('Enter');
      expect(new URL(page.url()).pathname).toMatch(/\/terminal$/);
      const charge = await page.getByRole('button', { name: /^Charge \$/ }).textContent();
      await page.getByRole('button', { name: /^Charge \$/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
      await inspect(page, 'central-terminal-approved');
      const id = page.url().split('/').at(-1) ?? '';
      const { body } = await central.shop.get(`/v1/orders/${id}`);
      expect(body).toMatchObject({ status: 'approved', type: 'sale', customer: { email }, metadata: { origin: 'telephone' } });
      expect(charge).toBe(`Charge $${(body.amounts.total / 100).toFixed(2)}`);
      await page.getByText(body.payment.authorizationCode).waitFor();
      expect(await keptBy(page)).not.toMatch(new RegExp(`${card}|${card.replace(/(.{4})(?=.)/g, '$1 ')}`));
    }),
  );

  it('says of a declined card what to do, and keeps what was typed for another one, but not the card', () =>
    open(
      'phone',
      async (page) => {
        await typeOrder(page, { email: `${randomUUID()}@example.com`, card: declinedCard });
        await page.getByText('Authorize only').click();
        await page.getByRole('button', { name: /^Authorize \$/ }).click();
        await page.getByRole('heading', { level: 1, name: 'Declined' }).waitFor();
        await inspect(page, 'central-terminal-declined');
        await page.getByRole('link', { name: 'Try again' }).click();
        await page.getByRole('button', { name: /^Authorize \$/ }).waitFor();
        expect(await fieldOf(page, 'Street').inputValue()).toBe('1 Main St');
        expect(await fieldOf(page, 'Card number').inputValue()).toBe('');
        await fieldOf(page, 'Card number').fill(someCard());
        await fieldOf(page, 'Expires').fill('12/2030');
        await page.getByRole('button', { name: /^Authorize \$/ }).click();
        await page.getByRole('heading', { level: 1, name: 'Authorized' }).waitFor();
      },
      [notPriced, refused],
    ));

  it('marks what is missing beside its field, and sends nothing', () =>
    open('desktop', async (page) => {
      await page.getByRole('button', { name: 'Free line' }).click();
      await page.getByRole('button', { name: 'Place order' }).click();
      await page.getByText('Something is missing or wrong').waitFor();
      expect(await fieldOf(page, 'SKU').getAttribute('aria-invalid')).toBe('true');
      expect(await page.evaluate("document.activeElement.getAttribute('aria-invalid')")).toBe('true');
      await fieldOf(page, 'SKU').fill('LAMP-1');
      await fieldOf(page, 'Unit price').fill('10');
      await page.getByLabel('Region').selectOption('NY');
      await fieldOf(page, 'Postal code').fill('94105');
      await page.getByText('Lies in another region').waitFor();
      await inspect(page, 'central-terminal-faults');
    }));
});

it('keeps an order from being placed twice where the answer was lost on its way', () =>
  central.withPage(
    { size: 'desktop', path: '/terminal', expected: [notPriced, /ERR_FAILED|ERR_CONNECTION|failed: POST/] },
    async (page) => {
      const email = `${randomUUID()}@example.com`;
      await typeOrder(page, { email, card: someCard() });
      const lost = { count: 0 };
      await page.route('**/test/orders', async (route) => {
        if (route.request().method() !== 'POST' || lost.count > 0) return route.continue();
        lost.count += 1;
        await route.fetch();
        return route.abort();
      });
      await page.getByRole('button', { name: /^Charge \$/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
      expect(lost.count).toBe(1);
      const { body } = await central.shop.get(`/v1/orders?email=${encodeURIComponent(email)}`);
      expect(body.data).toHaveLength(1);
    },
  ));

it('asks again for the same order when somebody wants to know, after nothing was answered for long', () =>
  central.withPage({ size: 'desktop', path: '/terminal', expected: [notPriced, /ERR_FAILED|failed: POST/] }, async (page) => {
    const email = `${randomUUID()}@example.com`;
    await typeOrder(page, { email, card: someCard() });
    const keys: string[] = [];
    await page.route('**/test/orders', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '');
      if (keys.length > 4) return route.continue();
      if (keys.length === 1) await route.fetch();
      return route.abort();
    });
    await page.getByRole('button', { name: /^Charge \$/ }).click();
    await page.getByText('No answer came').waitFor();
    expect(await fieldOf(page, 'Street').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Ask again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
    expect([keys.length, new Set(keys).size]).toEqual([5, 1]);
    const { body } = await central.shop.get(`/v1/orders?email=${encodeURIComponent(email)}`);
    expect(body.data).toHaveLength(1);
  }));

it('says of an order that fraud holds that nothing is charged yet, and leads to its review', () =>
  central.withPage({ size: 'phone', path: '/terminal', expected: [notPriced] }, async (page) => {
    await typeOrder(page, { email: `${randomUUID()}@example.com`, card: someCard() });
    await fieldOf(page, 'Unit price').fill('5,001');
    await page.getByText('Not an amount of this currency').waitFor();
    await fieldOf(page, 'Unit price').fill('5001');
    await page.getByRole('button', { name: /^Charge \$5,001/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Held for review' }).waitFor();
    await page.getByText('Reason: amount over the limit').waitFor();
    await page.getByRole('link', { name: 'Review it now' }).click();
    await page.getByRole('button', { name: 'Accept' }).waitFor();
  }));

it('takes a saved card, and shows which one it is', () =>
  central.withPage({ size: 'desktop', path: '/terminal', expected: [notPriced] }, async (page) => {
    const number = someCard();
    const { status, body: saved } = await central.shop.post('/v1/card-tokens', {
      card: { number, expiryMonth: 12, expiryYear: 2030 },
      consent: true,
    });
    expect(status).toBe(201);
    await typeOrder(page, { email: `${randomUUID()}@example.com`, card: '' });
    await page.getByText('Saved card', { exact: true }).click();
    await fieldOf(page, 'Token of the saved card').fill(saved.id);
    await page.getByText(`•••• ${number.slice(-4)}`).waitFor();
    await page.getByRole('button', { name: /^Charge \$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Approved' }).waitFor();
  }));

it('is for those who may place orders: others are told why they see nothing', async () => {
  const person = await central.newPerson('support');
  await central.withPage({ size: 'desktop', path: '/terminal', person }, async (page) => {
    await page.getByText('Your role does not show this page').waitFor();
    expect(await page.getByRole('link', { name: 'Virtual terminal' }).count()).toBe(0);
  });
});
