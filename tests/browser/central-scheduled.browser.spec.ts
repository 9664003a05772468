import { eventually } from '@tollgate/testing';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

interface Mail {
  readonly ID: string;
  readonly Subject: string;
}

const mailsTo = async (recipient: string): Promise<readonly Mail[]> => {
  const address = `${central.shop.demo.mailUrl}/api/v1/messages?limit=50&query=${encodeURIComponent(`to:"${recipient}"`)}`;
  return ((await (await fetch(address)).json()) as { messages: Mail[] }).messages;
};

describe.each(sizes)('reports by mail, on a %s', (size) => {
  it('are set up, sent at once with their file, paused, changed and removed', async () => {
    const store = await central.newStore('Scheduled');
    const visit = { size, person: store.owner, store: store.id, path: '/reports/scheduled' };
    await central.withPage(visit, async (page) => {
      await page.getByRole('heading', { name: 'No reports by mail yet' }).waitFor();
      await inspect(page, 'central-scheduled-none');
      await page.getByRole('button', { name: 'New report by mail' }).click();
      const form = page.getByRole('dialog');
      await form.getByRole('checkbox', { name: 'Robin owner' }).waitFor();
      await form.getByLabel('Report', { exact: true }).selectOption({ label: 'Tax' });
      expect(await form.getByLabel('Format').locator('option').allInnerTexts()).toEqual(['CSV', 'Excel', 'PDF', 'JSON']);
      await form.getByLabel('Format').selectOption('csv');
      await form.getByLabel('How often').selectOption('week');
      await form.getByLabel('On', { exact: true }).selectOption('Tuesday');
      await form.getByLabel('Days').selectOption('last_week');
      await inspectDialog(page, 'central-scheduled-form');
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/Every Tuesday at 07:00/).waitFor();
      expect(await mailsTo(store.owner.email)).toEqual([]);

      await page.getByRole('button', { name: /^Send now: Tax · CSV/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Send now' }).click();
      await page.getByText('Handed to the mail service', { exact: true }).waitFor();
      const [mail] = await eventually('the mail', async () => {
        const mails = await mailsTo(store.owner.email);
        return mails.length > 0 ? mails : undefined;
      });
      expect(mail?.Subject).toMatch(/^Scheduled: Tax, .* \(test mode\)$/);
      const whole = await (await fetch(`${central.shop.demo.mailUrl}/api/v1/message/${mail?.ID}`)).json();
      const { Attachments } = whole as { Attachments: readonly { FileName: string }[] };
      expect(Attachments[0]?.FileName).toMatch(/^tax-test-[\d-]+\.csv$/);
      await inspect(page, 'central-scheduled');

      const more = page.getByRole('button', { name: /^More for Tax · CSV/ });
      await more.click();
      await page.getByRole('menuitem', { name: 'Pause' }).click();
      await page.getByText('Paused', { exact: true }).waitFor();
      await more.click();
      await page.getByRole('menuitem', { name: 'Change' }).click();
      await page.getByRole('dialog').getByLabel('How often').selectOption('day');
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.getByText(/Every day at 07:00/).waitFor();
      await more.click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByRole('heading', { name: 'No reports by mail yet' }).waitFor();
    });
  });
});

it('that no format holds say why, and who only looks sees them and changes nothing', async () => {
  const store = await central.newStore('Looking');
  await central.withPage({ size: 'desktop', person: store.owner, store: store.id, path: '/reports/scheduled' }, async (page) => {
    await page.getByRole('button', { name: 'New report by mail' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('checkbox', { name: 'Robin owner' }).waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/On day 1 of each month/).waitFor();
    await central.shop.db.query(
      `UPDATE gateway_ingress.report_schedules SET last_at = now(), last_outcome = 'failed', last_code = 'currency_required',
        last_from = '2026-10-01', last_to = '2026-10-31' WHERE merchant_id = $1`,
      [store.id],
    );
    await page.reload();
    await isReady(page);
    await page.getByText('This format takes one currency a file').waitFor();
    await inspect(page, 'central-scheduled-failed');
  });
  const person = await central.newPerson('read_only', store.id);
  await central.withPage({ size: 'desktop', person, store: store.id, path: '/reports/scheduled' }, async (page) => {
    await page.getByText(/On day 1 of each month/).waitFor();
    expect(await page.getByRole('button', { name: /Send now|New report/ }).count()).toBe(0);
  });
});
