import { eventually } from '@tollgate/testing';
import type { Locator, Page } from 'playwright-core';
import type { OrderChange } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

/** Once all that follows of it by itself is recorded. */
const placed = async (change: OrderChange = {}, last = 'MailSent'): Promise<string> => {
  const { status, body } = await central.shop.place(change);
  expect([201, 202]).toContain(status);
  await eventually(last, async () => (await central.shop.eventTypes(body.id)).includes(last));
  return body.id;
};

interface OrderAnswer {
  readonly status: string;
  readonly amounts: { readonly captured: number; readonly refunded: number };
  readonly downloads: readonly { readonly url: string }[];
}

const orderOf = async (id: string): Promise<OrderAnswer> => (await central.shop.get(`/v1/orders/${id}`)).body;

const listOf = async <T>(path: string): Promise<readonly T[]> => (await central.shop.get(path)).body.data;

/** The dialog behind a button of the page. */
const openDialog = async (page: Page, button: string, title = button): Promise<Locator> => {
  await page.locator('main').getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  return dialog;
};

const press = (dialog: Locator, name: string | RegExp): Promise<void> =>
  dialog.getByRole('button', { name, exact: true }).click();

const timelineOf = (page: Page): Locator => page.getByRole('region', { name: 'Timeline' });

describe.each(sizes)('the page of an order, on a %s', (size) => {
  const open = <T>(id: string, use: (page: Page) => Promise<T>, expected: readonly RegExp[] = []): Promise<T> =>
    central.withPage({ size, path: `/orders/${id}`, expected }, use);

  it('tells what happened, what each cent is for, who bought it and what they may download', async () => {
    const id = await placed();
    await open(id, async (page) => {
      await page.getByRole('heading', { name: '$54.26', level: 1 }).waitFor();
      const types = await central.shop.eventTypes(id);
      await timelineOf(page).getByText(`${types.length} events`).waitFor();
      expect(await timelineOf(page).getByRole('listitem').count()).toBe(types.length);
      for (const text of ['Order placed: a sale', '$54.26 authorized, code', '$54.26 captured', 'Receipt mailed'])
        await timelineOf(page).getByText(text).waitFor();
      const amounts = page.getByRole('region', { name: 'Amounts' });
      for (const text of ['2 × $12.50', /in the smallest unit; rounded half up/]) await amounts.getByText(text).first().waitFor();
      await page.getByRole('region', { name: 'Customer' }).getByText('Ann Buyer').first().waitFor();
      await page.getByRole('region', { name: 'Downloads' }).getByText('book.epub').waitFor();
      await inspect(page, 'central-order');
    });
  });

  it('shows what a refund of everything does before it is done, and then that it is done', async () => {
    const id = await placed();
    await open(id, async (page) => {
      const dialog = await openDialog(page, 'Refund');
      await dialog.getByText('of EBOOK-1 end').waitFor();
      await dialog.getByRole('button', { name: 'Refund $54.26' }).waitFor();
      await inspectDialog(page, 'central-refund');
      expect((await orderOf(id)).amounts.refunded).toBe(0);
      await press(dialog, 'Refund $54.26');
      await dialog.waitFor({ state: 'hidden' });
      await timelineOf(page).getByText('$54.26 refunded').waitFor();
      expect(await page.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);
    });
    expect(await orderOf(id)).toMatchObject({ status: 'refunded', amounts: { captured: 5426, refunded: 5426 } });
  });

  it('gives back a part of the amount, and no more than there is', async () => {
    const id = await placed();
    await open(id, async (page) => {
      const dialog = await openDialog(page, 'Refund');
      await dialog.locator('label', { hasText: 'Amount' }).first().click();
      await dialog.getByLabel('Amount', { exact: true }).last().fill('54.27');
      await dialog.getByText('More than is left').waitFor();
      expect(await dialog.getByRole('button', { name: 'Refund', exact: true }).isDisabled()).toBe(true);
      expect(await dialog.getByText('$54.26', { exact: true }).count()).toBe(0);
      await inspectDialog(page, 'central-refund-too-much');
      await dialog.getByLabel('Amount', { exact: true }).last().fill('5.00');
      await dialog.getByText('none ends').waitFor();
      await press(dialog, 'Refund $5.00');
      await timelineOf(page).getByText('$5.00 refunded').waitFor();
    });
    expect(await orderOf(id)).toMatchObject({ status: 'partially_refunded', amounts: { refunded: 500 } });
  });

  it('gives back a line with its tax, as it said it would, and ends its downloads', async () => {
    const id = await placed();
    await open(id, async (page) => {
      const dialog = await openDialog(page, 'Refund');
      await dialog.locator('label', { hasText: 'Items' }).click();
      await dialog.getByLabel('Pieces of The Book').fill('1');
      await dialog.getByText('of EBOOK-1 end').waitFor();
      await dialog.getByRole('button', { name: /^Refund \$(?!54)/, disabled: false }).waitFor();
      await inspectDialog(page, 'central-refund-items');
      const confirm = dialog.getByRole('button', { name: /^Refund \$(?!54)/ });
      const said = Number(/\d+\.\d\d/.exec((await confirm.textContent()) ?? '')?.[0]);
      await confirm.click();
      await timelineOf(page).getByText('Downloads of refunded items ended').waitFor();
      const [refund] = await listOf<{ amount: number; lines: { tax: number }[] }>(`/v1/orders/${id}/refunds`);
      expect(refund).toMatchObject({ amount: Math.round(said * 100), lines: [{ line: 1, quantity: 1, goods: 1999 }] });
      expect(refund?.amount).toBe(1999 + (refund?.lines[0]?.tax ?? 0));
    });
  });

  it('captures a part of what is held, and then the rest', async () => {
    const id = await placed({ type: 'preauth' }, 'PaymentAuthorized');
    await open(id, async (page) => {
      const dialog = await openDialog(page, 'Capture', 'Capture payment');
      await dialog.getByLabel('Amount').fill('10.00');
      await dialog.getByText('$44.26 stays held').waitFor();
      await dialog.getByLabel('Carrier').fill('UPS');
      await dialog.getByLabel('Tracking page').fill('ups.example/1Z999');
      await dialog.getByText('a tracking page begins with https://').waitFor();
      expect(await dialog.getByRole('button', { name: 'Capture $10.00' }).isDisabled()).toBe(true);
      await dialog.getByLabel('Tracking page').fill('https://ups.example/1Z999');
      await inspectDialog(page, 'central-capture');
      await press(dialog, 'Capture $10.00');
      await timelineOf(page).getByText('$10.00 captured').waitFor();
      const parcel = page.getByRole('link', { name: 'UPS', exact: true });
      expect(await parcel.getAttribute('href')).toBe('https://ups.example/1Z999');
      expect((await orderOf(id)).amounts.captured).toBe(1000);
      await press(await openDialog(page, 'Capture', 'Capture payment'), 'Capture $44.26');
      await timelineOf(page).getByText('$44.26 captured').waitFor();
    });
    expect((await orderOf(id)).amounts.captured).toBe(5426);
  });

  it('releases what is held', async () => {
    const id = await placed({ type: 'preauth' }, 'PaymentAuthorized');
    await open(id, async (page) => {
      const dialog = await openDialog(page, 'Void', 'Void the authorization');
      await dialog.getByLabel('Reason').fill('out of stock');
      await press(dialog, 'Release $54.26');
      await timelineOf(page).getByText('$54.26 released').waitFor();
    });
    expect((await orderOf(id)).status).toBe('voided');
  });

  it.each([
    ['Accept', 'Accept the order', 'approved'],
    ['Reject', 'Reject the order', 'rejected'],
  ])('decides about an order that fraud holds: %s', async (button, title, status) => {
    const dear = { sku: 'PIANO', description: 'A piano', kind: 'physical', quantity: 1, unitAmount: 990_000, weightGrams: 900 };
    const id = await placed({ body: { items: [dear] } }, 'FraudAssessed');
    const review = async (page: Page): Promise<void> => {
      await timelineOf(page).getByText('Held for review: amount over the limit').waitFor();
      const dialog = await openDialog(page, button, title);
      await dialog.getByLabel('Note (the customer is not told)').fill('called them');
      await inspectDialog(page, `central-review-${status}`);
      await press(dialog, button);
      await dialog.waitFor({ state: 'hidden' });
      await timelineOf(page).getByText(`Review: ${button.toLowerCase()}ed`).waitFor();
      await eventually(status, async () => (await orderOf(id)).status === status);
    };
    // An order that ends without payment is answered with 402.
    await open(id, review, [/status of 402 .*\/review/]);
  });

  it('keeps notes, issues new links and mails the receipt to another address', async () => {
    const id = await placed();
    const [before] = (await orderOf(id)).downloads;
    await open(id, async (page) => {
      await page.getByLabel('Write a note').fill('Asked for a gift wrap.');
      await page.getByRole('button', { name: 'Add note' }).click();
      await page.getByRole('region', { name: 'Notes' }).getByText('You', { exact: true }).waitFor();
      await press(await openDialog(page, 'Issue new links'), 'Issue new links');
      await timelineOf(page).getByText('New download links issued').waitFor();
      const dialog = await openDialog(page, 'Send again');
      await dialog.getByLabel('Another address').fill('gift@example.com');
      await press(dialog, 'Send');
      await timelineOf(page).getByText('Receipt by mail asked for').waitFor();
    });
    expect(await listOf(`/v1/orders/${id}/notes`)).toMatchObject([{ text: 'Asked for a gift wrap.' }]);
    expect((await orderOf(id)).downloads[0]?.url).not.toBe(before?.url);
    await eventually('the second receipt', async () => (await central.shop.mailsOf(id)).length === 3); // and one of the new links
  });
});

/** What has the focus, by its name. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    '((element) => element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent)(document.activeElement)',
  );

const mostTabs = 60;
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${mostTabs} presses of Tab do not lead to ${name}`);
};

describe('an order, for who has a keyboard alone', () => {
  it('is refunded by amount', async () => {
    const id = await placed();
    await central.withPage({ size: 'desktop', path: `/orders/${id}` }, async (page) => {
      await page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
      await tabTo(page, /^Refund$/);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Refund' }).getByText('Given back').waitFor();
      await tabTo(page, /^All that is left$/);
      await page.keyboard.press('ArrowLeft');
      await tabTo(page, /^Amount$/);
      await page.keyboard.press('Tab');
      await page.keyboard.type('7.25');
      await page.getByRole('button', { name: 'Refund $7.25' }).waitFor();
      await tabTo(page, /^Refund \$7\.25$/);
      await page.keyboard.press('Enter');
      await timelineOf(page).getByText('$7.25 refunded').waitFor();
      expect(await focused(page)).toBe('Refund');
    });
    expect((await orderOf(id)).amounts.refunded).toBe(725);
  });
});
