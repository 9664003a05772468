import { eventually } from '@tollgate/testing';
import type { FrameLocator, Page } from 'playwright-core';
import { pngOf } from '../../services/notifications/src/testing/sample-images.js';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, isReady, type Store } from './central.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const logo = { name: 'logo.png', mimeType: 'image/png', buffer: pngOf(300, 100) };
/** The browser's own line about a draft that makes no sense. */
const notRight = /status of 422 .*\/receipt-previews/;

const mailIn = (page: Page): FrameLocator => page.frameLocator('iframe[title^="The mail"]');

describe.each(sizes)('the receipt designer, on a %s', (size) => {
  const open = <T>(store: Store, use: (page: Page) => Promise<T>, expected: readonly RegExp[] = []): Promise<T> =>
    central.withPage({ size, person: store.owner, store: store.id, path: '/settings/receipt', expected }, async (page) => {
      await mailIn(page).getByRole('heading', { name: 'Your receipt' }).waitFor();
      return use(page);
    });
  const save = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Save' }).click();
    const dialog = page.getByRole('dialog', { name: 'What changes' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 1').waitFor();
  };

  it('shows the mail while it is designed, and customers get it like that once it is saved', async () => {
    const store = await central.newStore('Lamp Shop');
    await open(store, async (page) => {
      await inspect(page, 'central-receipt');
      await page.getByLabel('Shop’s name').fill('Lamps & more');
      await page.getByLabel('Accent color', { exact: true }).fill('#7a1f5f');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Upload a logo' }).click(),
      ]);
      await chooser.setFiles(logo);
      await page.getByRole('img', { name: 'Your logo' }).waitFor();
      await page.getByLabel('Support by email').fill('help@lamps.example');
      await page.getByLabel('Greeting of receipts (English)').fill('Thank you for the light.\n\nIt will be with you soon.');
      await page.getByLabel('Footer').fill('Lamps Ltd, 1 Main St, Albany NY\nVAT 123');
      const mail = mailIn(page);
      await mail.getByText('Thank you for the light.').waitFor();
      await mail.getByText('VAT 123').waitFor();
      await mail.getByRole('img', { name: 'Lamps & more' }).waitFor();
      expect(await mail.locator('a[href]').count()).toBe(0);
      await inspect(page, 'central-receipt-designed');
      await save(page);
    });
    const { body } = await store.shop.place({
      body: { items: [{ sku: 'L-1', description: 'A lamp', kind: 'physical', quantity: 1, unitAmount: 4000, weightGrams: 100 }] },
    });
    const { html } = await store.shop.mailOf(body.id, /receipt/);
    for (const part of ['Thank you for the light.', '#7a1f5f', 'VAT 123', 'alt="Lamps &amp; more"']) expect(html).toContain(part);
  });

  it('shows the refund, other languages, a phone, and the text alone', async () => {
    const store = await central.newStore('Book Shop');
    await open(store, async (page) => {
      const view = page.getByRole('radiogroup', { name: 'Shown as' });
      await view.getByText('Phone').click();
      await page.getByLabel('Language', { exact: true }).selectOption('ja');
      await mailIn(page).getByRole('heading', { name: '領収書' }).waitFor();
      await page.getByLabel('Greeting of receipts (Japanese)').waitFor();
      await inspect(page, 'central-receipt-on-phone');
      await page.getByLabel('Mail', { exact: true }).selectOption('refund');
      await page.getByLabel('Language', { exact: true }).selectOption('de');
      await mailIn(page).getByRole('heading', { name: 'Ihre Erstattung' }).waitFor();
      await view.getByText('Plain text').click();
      await page.getByText('Grund: kam zerbrochen an').waitFor();
      await inspect(page, 'central-receipt-text');
    });
  });

  it('says at the field what cannot be, and goes on showing the mail that was right last', async () => {
    const store = await central.newStore('Yellow Shop');
    const use = async (page: Page): Promise<void> => {
      await page.getByLabel('Accent color', { exact: true }).fill('#ffcc00');
      await page.getByText('too light to be read on white').waitFor();
      await page.getByText('The mail is shown as it was before.').waitFor();
      await mailIn(page).getByRole('heading', { name: 'Your receipt' }).waitFor();
      await inspect(page, 'central-receipt-fault');
      await page.getByLabel('Accent color', { exact: true }).fill('#665200');
      await page.getByText('too light to be read on white').waitFor({ state: 'detached' });
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Upload a logo' }).click(),
      ]);
      await chooser.setFiles({ ...logo, buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>') });
      await page.getByText('This is no image that mails can show.').waitFor();
    };
    await open(store, use, [notRight, /status of 422 .*\/receipt-logos\//]);
  });

  it('sends a test to who is signed in, with what is not saved', async () => {
    const store = await central.newStore('Test Shop');
    const { email } = store.owner;
    await open(store, async (page) => {
      await page.getByLabel('Shop’s name').fill('Not saved yet');
      await mailIn(page).getByText('Not saved yet').first().waitFor();
      await page.getByRole('button', { name: 'Send me a test' }).click();
      await page.getByText(`On its way to ${email}`).waitFor();
      await inspect(page, 'central-receipt-test');
    });
    const list = `${central.shop.demo.mailUrl}/api/v1/messages?limit=200`;
    const mail = await eventually('the test mail', async () => {
      const { messages } = (await (await fetch(list)).json()) as {
        messages: { Subject: string; From: { Name: string }; To: { Address: string }[] }[];
      };
      return messages.find(({ To }) => To.some(({ Address }) => Address === email));
    });
    expect(mail).toMatchObject({ From: { Name: 'Not saved yet' }, Subject: expect.stringMatching(/^\[Test\] Your receipt/) });
    expect((await store.shop.get('/v1/settings/receipt')).body.version).toBe(0);
  });

  it('asks before what was changed is lost', async () => {
    const store = await central.newStore('Careful Shop');
    await open(store, async (page) => {
      await page.getByLabel('Shop’s name').fill('Mine');
      const toTax = page.getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Tax' });
      await toTax.click();
      const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
      await inspectDialog(page, 'central-unsaved');
      await dialog.getByText('Stay').click();
      expect(await page.getByLabel('Shop’s name').inputValue()).toBe('Mine');
      await toTax.click();
      await dialog.getByText('Leave', { exact: true }).click();
      await page.getByRole('region', { name: 'Tax' }).getByRole('button', { name: 'Save' }).waitFor();
      await toTax.page().getByRole('navigation', { name: 'Areas' }).getByRole('link', { name: 'Fraud' }).click();
      await page.getByRole('region', { name: 'Fraud' }).waitFor();
    });
  });

  it('asks before it is left by the browser’s back button, and goes back once it may', async () => {
    const store = await central.newStore('Backward Shop');
    await central.withPage({ size, person: store.owner, store: store.id, path: '/account' }, async (page) => {
      const main = page.locator('main');
      // The menu stays open: the question has to lie above it.
      await page.getByRole('button', { name: /^Account of/ }).click();
      await page.getByRole('menuitem').first().waitFor();
      await page.evaluate(`history.pushState(null, '', '${new URL(central.address('/settings/receipt', store.id)).pathname}')`);
      await mailIn(page).getByRole('heading', { name: 'Your receipt' }).waitFor();
      await page.getByLabel('Shop’s name').fill('Mine');
      await page.goBack();
      const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
      await dialog.getByText('Stay').click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByLabel('Shop’s name').inputValue()).toBe('Mine');
      await page.goBack();
      await dialog.getByText('Leave', { exact: true }).click();
      await main.getByRole('heading', { name: 'Account', exact: true }).waitFor();
    });
  });

  it('lets go of the back button once there is nothing to lose', async () => {
    const store = await central.newStore('Settled Shop');
    await central.withPage({ size, person: store.owner, store: store.id, path: '/account' }, async (page) => {
      await page.evaluate(`history.pushState(null, '', '${new URL(central.address('/settings/receipt', store.id)).pathname}')`);
      await mailIn(page).getByRole('heading', { name: 'Your receipt' }).waitFor();
      await page.getByLabel('Shop’s name').fill('Mine');
      await save(page);
      await page.goBack();
      await page.locator('main').getByRole('heading', { name: 'Account', exact: true }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
    });
  });

  it('makes a PNG of a WebP, which Outlook does not show', async () => {
    const store = await central.newStore('Outlook Shop');
    await open(store, async (page) => {
      const webp = await page.evaluate<string>(`(async () => {
        const canvas = new OffscreenCanvas(300, 100);
        const context = canvas.getContext('2d');
        context.fillStyle = '#7a1f5f';
        context.fillRect(0, 0, 300, 100);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp' })).arrayBuffer());
        return btoa(String.fromCharCode(...bytes));
      })()`);
      const buffer = Buffer.from(webp, 'base64');
      expect(buffer.subarray(8, 12).toString()).toBe('WEBP');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Upload a logo' }).click(),
      ]);
      await chooser.setFiles({ name: 'logo.webp', mimeType: 'image/webp', buffer });
      const image = page.getByRole('img', { name: 'Your logo' });
      await image.waitFor();
      const answer = await page.context().request.get(new URL((await image.getAttribute('src')) ?? '', page.url()).href);
      expect([answer.headers()['content-type'], (await answer.body()).subarray(1, 4).toString()]).toEqual(['image/png', 'PNG']);
    });
  });

  it('is looked at by who may not change it, and shows them no preview', async () => {
    const store = await central.newStore('Quiet Shop');
    const person = await central.newPerson('accountant', store.id);
    await central.withPage({ size, person, store: store.id, path: '/settings/receipt' }, async (page) => {
      await page.getByLabel('Shop’s name').waitFor();
      await isReady(page);
      expect(await page.locator('iframe').count()).toBe(0);
      expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
      await inspect(page, 'central-receipt-read-only');
    });
  });

  it('S16: runs nothing of what is written into it', async () => {
    const store = await central.newStore('Hostile Shop');
    const script = '"><script>parent.hit()</script><img src=x onerror=parent.hit()>{{7*7}}';
    await open(store, async (page) => {
      await page.evaluate('window.hits = 0; window.hit = () => { window.hits += 1; };');
      await page.getByLabel('Shop’s name').fill(script);
      await page.getByLabel('Greeting of receipts (English)').fill(script.repeat(5));
      await page.getByLabel('Closing (English)').fill(`\u202E${script}`);
      await page.getByLabel('Footer').fill('<style>*{display:none}</style></p></div><h1>Hit</h1>');
      await mailIn(page).getByText('</p></div>').waitFor();
      expect(await mailIn(page).locator('script, img, style').count()).toBe(0);
      expect(await mailIn(page).locator('h1').count()).toBe(1);
      expect(await page.evaluate('window.hits')).toBe(0);
      await inspect(page, 'central-receipt-hostile');
    });
  });
});
