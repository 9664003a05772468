import { eventually } from '@tollgate/testing';
import type { Locator, Page } from 'playwright-core';
import { mugs } from '../load/orders.ts';
import { type Size, sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

interface OrderAnswer {
  readonly status: string;
  readonly amounts: { readonly captured: number; readonly refunded: number };
}

const orderOf = async ({ shop }: Store, id: string): Promise<OrderAnswer> => (await shop.get(`/v1/orders/${id}`)).body;

/** Orders of one store, R-1 being the first, once the list has them. */
const placed = async (store: Store, count: number, type: 'sale' | 'preauth' = 'preauth'): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const { status, body } = await store.shop.place({ type, body: { items: [mugs], reference: `R-${index}` } });
    expect(status).toBe(201);
    ids.push(body.id);
  }
  await eventually(
    'all in the list',
    async () => (await store.shop.get('/v1/orders?limit=100&status=approved')).body.data.length === count,
  );
  return ids;
};

const rowsOf = (page: Page): Locator => page.locator('[data-order-id]');
const rowOf = (page: Page, reference: string): Locator =>
  page.getByRole('checkbox', { name: `Choose order ${reference}`, exact: true });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Chosen orders' });
const run = (page: Page, name: string): Locator => page.getByRole('region', { name });
const press = (within: Locator, name: string | RegExp): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click();

const isRefused = /status of 4(02|09|22) .*\/(captures|refunds|review)/;
const visitOf = (store: Store, size: Size, path = '/orders', expected: readonly RegExp[] = []) => ({
  size,
  person: store.owner,
  store: store.id,
  path,
  expected: [isRefused, ...expected],
});

describe.each(sizes)('many orders at once, on a %s', (size) => {
  it('are captured, each with its result, and one that somebody captured meanwhile is refused', async () => {
    const store = await central.newStore('Many Mugs');
    const ids = await placed(store, 5);
    const [first = ''] = ids;
    await central.withPage(visitOf(store, size), async (page) => {
      await rowsOf(page).nth(4).waitFor();
      await page.getByRole('checkbox', { name: 'All on this page' }).check();
      await bar(page).getByText('5 orders').waitFor();
      await inspect(page, 'central-bulk');
      await press(bar(page), 'Capture 5');
      const dialog = page.getByRole('dialog', { name: 'Capture orders' });
      await dialog.getByText('5 orders', { exact: true }).waitFor();
      await inspectDialog(page, 'central-bulk-capture');
      expect((await store.shop.post(`/v1/orders/${first}/captures`)).status).toBe(201);
      await dialog.getByRole('button', { name: 'Capture 5 orders', exact: true }).dblclick();
      const panel = run(page, 'Capture orders');
      await panel.getByText('Ended: 5 of 5.').waitFor();
      expect(new URL(page.url()).pathname).toMatch(/\/orders$/);
      for (const count of ['4 done', '1 refused']) await panel.getByText(count).waitFor();
      await panel.getByRole('link', { name: 'R-1' }).waitFor();
      await panel.getByText('The order is captured already.').waitFor();
      await isReady(page);
      await inspect(page, 'central-bulk-done');
      await page.reload();
      await run(page, 'Capture orders').getByText('Ended: 5 of 5.').waitFor();
      await press(run(page, 'Capture orders'), 'Close');
      await run(page, 'Capture orders').waitFor({ state: 'detached' });
    });
    for (const id of ids) expect((await orderOf(store, id)).amounts.captured).toBeGreaterThan(0);
    for (const id of ids) expect((await store.shop.get(`/v1/orders/${id}/captures`)).body.data).toHaveLength(1);
  });

  it('say before what is left out, give back by currency, and tell the reason to the customers', async () => {
    const store = await central.newStore('Refunds');
    const [held = '', ...sold] = [...(await placed(store, 1)), ...(await twoSales(store))];
    await central.withPage(visitOf(store, size), async (page) => {
      await rowsOf(page).nth(2).waitFor();
      await page.getByRole('checkbox', { name: 'All on this page' }).check();
      await press(bar(page), 'Refund 2');
      const dialog = page.getByRole('dialog', { name: 'Refund orders' });
      await dialog.getByText('1 is left out').waitFor();
      await dialog.getByText('Authorized').waitFor();
      await dialog.getByLabel('Reason').fill('Recalled');
      await inspectDialog(page, 'central-bulk-refund');
      await press(dialog, 'Refund 2 orders');
      await run(page, 'Refund orders').getByText('2 done').waitFor();
    });
    for (const id of sold) {
      expect((await orderOf(store, id)).status).toBe('refunded');
      expect((await store.shop.get(`/v1/orders/${id}/refunds`)).body.data).toMatchObject([{ reason: 'Recalled' }]);
    }
    expect((await orderOf(store, held)).amounts).toMatchObject({ captured: 0, refunded: 0 });
  });
});

/** Two sales beside what is there. */
const twoSales = async (store: Store): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (const reference of ['S-1', 'S-2']) ids.push((await store.shop.place({ body: { items: [mugs], reference } })).body.id);
  await eventually('all in the list', async () => (await store.shop.get('/v1/orders?status=approved')).body.data.length === 3);
  return ids;
};

describe('many orders at once', () => {
  /** Captures wait on their way until they are let go. */
  const heldUp = async (page: Page): Promise<() => void> => {
    const gate = Promise.withResolvers<void>();
    await page.route('**/captures', async (route) => {
      await gate.promise;
      await route.continue().catch(() => undefined);
    });
    return gate.resolve;
  };

  it('stop when somebody cancels: what was asked for comes to its end, the rest stays as it is', async () => {
    const store = await central.newStore('Canceled');
    const ids = await placed(store, 8);
    await central.withPage(visitOf(store, 'desktop'), async (page) => {
      const letGo = await heldUp(page);
      await rowsOf(page).nth(7).waitFor();
      await page.getByRole('checkbox', { name: 'All on this page' }).check();
      await press(bar(page), 'Capture 8');
      await press(page.getByRole('dialog'), 'Capture 8 orders');
      const panel = run(page, 'Capture orders');
      await panel.getByText('4 sent').waitFor();
      await inspect(page, 'central-bulk-running');
      await press(panel, 'Cancel the rest');
      await panel.getByText('4 canceled').waitFor();
      letGo();
      await panel.getByText('Ended: 8 of 8.').waitFor();
      await panel.getByText('4 done').waitFor();
    });
    const captured = await Promise.all(ids.map(async (id) => (await orderOf(store, id)).amounts.captured > 0));
    expect(captured.filter(Boolean)).toHaveLength(4);
  });

  it('go on after the page was loaded anew, and do nothing twice', async () => {
    const store = await central.newStore('Reloaded');
    const ids = await placed(store, 6);
    await central.withPage(visitOf(store, 'desktop'), async (page) => {
      page.on('dialog', (dialog) => void dialog.accept());
      await rowsOf(page).nth(5).waitFor();
      await page.getByRole('checkbox', { name: 'All on this page' }).check();
      await press(bar(page), 'Capture 6');
      // Done by the gateway, and the answers never come.
      const taken = { count: 0 };
      await page.route('**/captures', async (route) => {
        await route.fetch().catch(() => undefined);
        taken.count += 1;
      });
      await press(page.getByRole('dialog'), 'Capture 6 orders');
      await eventually('four taken', () => Promise.resolve(taken.count >= 4 || undefined));
      await page.reload();
      const panel = run(page, 'Capture orders');
      await panel.getByText('Interrupted at 0 of 6').waitFor();
      await page.unroute('**/captures');
      await panel.getByText('4 unknown').waitFor();
      await isReady(page);
      await inspect(page, 'central-bulk-interrupted');
      await press(panel, 'Continue');
      await panel.getByText('6 done').waitFor();
    });
    for (const id of ids) expect((await store.shop.get(`/v1/orders/${id}/captures`)).body.data).toHaveLength(1);
  });

  it('wait as long as the gateway asks for, and stand while nobody is signed in', async () => {
    const store = await central.newStore('Waiting');
    const [id = ''] = await placed(store, 1);
    await central.withPage(visitOf(store, 'desktop', '/orders', [/status of (401|503) /]), async (page) => {
      await rowsOf(page).first().waitFor();
      await rowOf(page, 'R-1').check();
      await press(bar(page), 'Capture 1');
      const asked: number[] = [];
      await page.route('**/captures', async (route) => {
        asked.push(Date.now());
        const [status, code] = asked.length === 1 ? [503, 'temporarily_unavailable'] : [401, 'not_signed_in'];
        if (asked.length > 2) return route.continue();
        await route.fulfill({ status, headers: { 'retry-after': '1' }, json: { code, status } });
      });
      await press(page.getByRole('dialog'), 'Capture 1 order');
      await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
      expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(950);
      await page.getByLabel(/^Password/).fill(store.owner.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      const panel = run(page, 'Capture orders');
      await press(panel, 'Continue');
      await panel.getByText('1 done').waitFor();
      expect((await orderOf(store, id)).amounts.captured).toBeGreaterThan(0);
    });
  });

  /** A capture that waits until the gateway has time again: how often it was asked for. */
  const waitingCapture = async (page: Page): Promise<{ count: number }> => {
    const asked = { count: 0 };
    await page.route('**/captures', async (route) => {
      asked.count += 1;
      await route.fulfill({
        status: 503,
        headers: { 'retry-after': '4' },
        json: { code: 'temporarily_unavailable', status: 503 },
      });
    });
    await rowsOf(page).first().waitFor();
    await rowOf(page, 'R-1').check();
    await press(bar(page), 'Capture 1');
    await press(page.getByRole('dialog'), 'Capture 1 order');
    await eventually('it was asked for', () => Promise.resolve(asked.count === 1 || undefined));
    return asked;
  };

  it('that wait as somebody signs out are asked for no more, nor by who signs in next', async () => {
    const store = await central.newStore('Signed out');
    const [id = ''] = await placed(store, 1);
    const next = await central.newPerson('owner', store.id);
    await central.withPage(visitOf(store, 'desktop', '/orders', [/status of (401|503) /]), async (page) => {
      const asked = await waitingCapture(page);
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('textbox', { name: 'Email' }).fill(next.email);
      await page.getByLabel(/^Password/).fill(next.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await rowsOf(page).first().waitFor();
      await page.waitForTimeout(5_000);
      expect([asked.count, await run(page, 'Capture orders').count()]).toEqual([1, 0]);
    });
    expect((await orderOf(store, id)).amounts.captured).toBe(0);
  });

  it('that wait as another store or mode is looked at stand there, until somebody goes on', async () => {
    const store = await central.newStore('Left');
    await placed(store, 1);
    await central.withPage(visitOf(store, 'desktop', '/orders', [/status of 503 /]), async (page) => {
      const asked = await waitingCapture(page);
      const address = page.url();
      await page.evaluate(`history.pushState(null, '', '${address.replace('/test/', '/live/')}')`);
      await page.waitForTimeout(5_000);
      expect(asked.count).toBe(1);
      await page.evaluate(`history.pushState(null, '', '${address}')`);
      await run(page, 'Capture orders').getByText('Interrupted at 0 of 1').waitFor();
    });
  });

  it('are chosen by keyboard and in ranges, and printed on sheets of their own', async () => {
    const store = await central.newStore('Printing');
    await placed(store, 5, 'sale');
    await central.withPage(visitOf(store, 'desktop'), async (page) => {
      await rowsOf(page).nth(4).waitFor();
      for (const key of ['j', 'x', 'j', 'x', 'x']) await page.keyboard.press(key);
      await bar(page).getByText('1 order').waitFor();
      await rowOf(page, 'R-2').click({ modifiers: ['Shift'] });
      await bar(page).getByText('4 orders').waitFor();
      expect(await rowOf(page, 'R-1').isChecked()).toBe(false);
      await press(bar(page), 'Print');
      await page.getByRole('menuitem', { name: 'Packing slips' }).click();
      await page.getByRole('heading', { name: 'Packing slips', level: 1 }).waitFor();
      await page.getByRole('button', { name: 'Print 4 sheets' }).waitFor();
      expect(await page.getByRole('article').count()).toBe(4);
      expect(await page.getByRole('article').first().textContent()).toMatch(/12207.*MUG-1/);
      expect(await page.getByRole('article').first().textContent()).not.toContain('$');
      await inspect(page, 'central-print-slips');
      await page.reload();
      await page.getByRole('button', { name: 'Print 4 sheets' }).waitFor();
      await page.goto(central.address('/orders/print/receipts', store.id));
      await page.getByRole('button', { name: 'Print 4 sheets' }).waitFor();
      await inspect(page, 'central-print-receipts');
    });
  });

  it('beyond the page are chosen by what they have in common, and only what a role may do is offered', async () => {
    const person = await central.newPerson('support');
    await central.withPage({ size: 'desktop', person, path: '/orders?status=declined' }, async (page) => {
      await rowsOf(page).nth(24).waitFor();
      await page.getByRole('checkbox', { name: 'All on this page' }).check();
      await bar(page).getByText('25 orders').waitFor();
      await press(bar(page), 'Choose all that fit, up to 1000');
      await bar(page)
        .getByText(/^(2[6-9]|[3-9]\d|\d{3,}) orders$/)
        .waitFor();
      expect(
        await bar(page)
          .getByRole('button', { name: /^(Capture|Refund|Accept|Reject)/ })
          .count(),
      ).toBe(0);
      await press(bar(page), 'Choose none');
      await bar(page).waitFor({ state: 'detached' });
    });
  });
});
