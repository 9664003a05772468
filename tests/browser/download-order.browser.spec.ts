import { eventually } from '@tollgate/testing';
import type { Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { mugs } from '../load/orders.ts';
import { sizes, TestBrowser } from './browser.ts';
import { joinShop } from './join-shop.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';

let shop: Shop;
let browser: TestBrowser;
beforeAll(async () => {
  shop = joinShop();
  browser = await TestBrowser.open();
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});

const album = { sku: 'ALBUM-1', description: 'The Album', kind: 'digital', quantity: 1, unitAmount: 999 };

interface Bought {
  readonly order: string;
  readonly items: readonly { readonly url: string; readonly fileName: string }[];
  /** The page of the whole order, as the receipt has it. */
  readonly whole: string;
}

const linkIn = (text: string): string => /one page:\s+(https:\S+)/.exec(text)?.[1] ?? '';

/** An album of several files, with the receipt's link to all of them. */
const buy = async (): Promise<Bought> => {
  const { status, body } = await shop.place({ body: { items: [album] } });
  expect(status).toBe(201);
  const { text } = await shop.mailOf(body.id, /receipt/);
  return { order: body.id, items: body.downloads, whole: linkIn(text) };
};

/** The browser's own line about an answer that is none of its faults. */
const refused = [/status of 4(04|10)/];
const take = async ({ url }: { readonly url: string }): Promise<void> => {
  expect((await shop.fetchLink(`${url}/file`)).status).toBe(200);
};
const press = async (page: Page, name: RegExp): Promise<string> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return download.suggestedFilename();
};

describe.each(sizes)('the page of a whole order, on a %s', (size) => {
  it.each([true, false])(
    'gives out every file, each by its own button, and tells what was taken (scripts: %s)',
    async (hasScripts) => {
      const { items, whole } = await buy();
      const [first, ...others] = items;
      // What judges a page is a script in it.
      const look = async (page: Page, name: string): Promise<void> => {
        if (hasScripts) await expectAccessible(page);
        await keepScreenshot(page, `${name}${hasScripts ? '' : '-plain'}`);
      };
      await browser.withPage({ size, hasScripts, expected: refused }, async (page) => {
        await page.goto(whole);
        await page.getByRole('heading', { name: 'Your downloads' }).waitFor();
        for (const { fileName } of items) await page.getByRole('heading', { name: fileName }).waitFor();
        await look(page, 'order');
        expect(await press(page, new RegExp(`: ${first?.fileName}`))).toBe(first?.fileName);
        const taken = page.getByRole('main').getByText(/^Downloaded on /);
        if (!hasScripts)
          await eventually('the page that is opened again', async () => {
            await page.goto(whole);
            return (await taken.count()) === 1 || undefined;
          });
        await taken.waitFor();
        await look(page, 'order-taken');
        for (const other of others) await take(other);
        await page.goto(whole);
        await page.getByRole('heading', { name: 'All downloads are done' }).waitFor();
      });
    },
  );

  it('shows the files of a course by their folders, each by its name there', async () => {
    const course = { sku: `COURSE-${size}`, description: 'The Course', kind: 'digital', quantity: 1, unitAmount: 1_999 };
    await shop.put(`/v1/goods/${course.sku}`, { kind: 'digital', description: course.description });
    for (const name of ['read-me.txt', 'lessons/01-welcome.mp4', 'lessons/02-first-steps.mp4', 'papers/print/exercises.pdf'])
      await shop.put(`/v1/goods/${course.sku}/files/${encodeURIComponent(name)}`, Buffer.alloc(40_000, name), {
        'content-type': 'application/octet-stream',
      });
    const { body } = await shop.place({ body: { items: [course] } });
    const whole = linkIn((await shop.mailOf(body.id, /receipt/)).text);
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(whole);
      const titles = await page.locator('main h2, main h3').allTextContents();
      expect(titles).toEqual(['read-me.txt', 'lessons', '01-welcome.mp4', '02-first-steps.mp4', 'papers/print', 'exercises.pdf']);
      await expectAccessible(page);
      await keepScreenshot(page, 'order-folders');
      expect(await press(page, /: lessons\/01-welcome\.mp4/)).toBe('01-welcome.mp4');
      const { url } = (body as Bought & { readonly downloads: Bought['items'] }).downloads.find(({ fileName }) =>
        fileName.startsWith('papers/'),
      ) ?? { url: '' };
      await page.goto(url);
      await page.getByRole('heading', { name: 'papers/print/exercises.pdf' }).waitFor();
      await keepScreenshot(page, 'order-folders-item');
    });
  });

  it('tells where the parcel is that left with the capture', async () => {
    const { body: held } = await shop.place({ type: 'preauth', body: { items: [album, mugs] } });
    const shipment = { carrier: 'Harbor Post', trackingNumber: '1Z999', trackingUrl: 'https://carrier.example/track/1Z999' };
    expect((await shop.post(`/v1/orders/${held.id}/captures`, { shipment })).status).toBe(201);
    const whole = linkIn((await shop.mailOf(held.id, /on its way/)).text);
    await browser.withPage({ size }, async (page) => {
      await page.goto(whole);
      await page.getByRole('heading', { name: 'Your parcels' }).waitFor();
      await page.getByText('On its way with Harbor Post').waitFor();
      expect(await page.getByRole('link', { name: 'Follow your parcel' }).getAttribute('href')).toBe(shipment.trackingUrl);
      await expectAccessible(page);
      await keepScreenshot(page, 'order-parcel');
    });
  });

  it('is worked by keyboard alone, and keeps its place when it shows something new', async () => {
    const { items, whole } = await buy();
    const [first] = items;
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(whole);
      const button = page.getByRole('button', { name: first?.fileName ?? '' });
      for (let presses = 0; presses < 10; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate('document.activeElement.id')) === (await button.getAttribute('id'))) break;
      }
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe(first?.fileName);
      await page
        .getByRole('main')
        .getByText(/^Downloaded on /)
        .waitFor();
      await page.getByRole('status').getByText(/./).waitFor({ state: 'attached' });
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.tagName')).not.toBe('BODY');
    });
  });

  it('is void once new links were asked for; the mail of those leads to the new one', async () => {
    const { order, whole } = await buy();
    expect((await shop.post(`/v1/orders/${order}/downloads/reissue`)).status).toBe(201);
    const { text, html } = await shop.mailOf(order, /new download links/);
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(whole);
      await page.getByRole('heading', { name: 'This link was replaced' }).waitFor();
      await page.goto(linkIn(text));
      await page.getByRole('heading', { name: 'Your downloads' }).waitFor();
    });
    await browser.withPage({ size }, async (page) => {
      await page.setContent(html);
      await page.getByRole('heading', { name: 'Your new download links' }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'mail-links');
    });
    await eventually('the mail in the list of the order', async () => {
      const { body } = await shop.get(`/v1/orders/${order}/mails`);
      return (
        body.data.some(({ kind, status }: { kind: string; status: string }) => kind === 'links' && status === 'sent') || undefined
      );
    });
  });

  it.each([
    ['en', 'Also in this order', 'Download'],
    ['de', 'Ebenfalls in dieser Bestellung', 'Herunterladen'],
    ['es', 'También en este pedido', 'Descargar'],
    ['fr', 'Également dans cette commande', 'Télécharger'],
    ['ja', 'この注文のほかの商品', 'ダウンロードする'],
  ])('is read in %s, on the page of an item and where it has ended', async (language, others, download) => {
    const { items } = await buy();
    const [first] = items;
    await browser.withPage({ size, language, expected: refused }, async (page) => {
      await page.goto(first?.url ?? '');
      await page.getByRole('button', { name: download }).waitFor();
      await page.getByRole('heading', { name: others }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, `item-${language}`);
      await take(first ?? { url: '' });
      await page.goto(first?.url ?? '');
      await page.getByText('already_downloaded').waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, `ended-${language}`);
    });
  });

  it('changes its language at a press, without scripts, too', async () => {
    const { items } = await buy();
    await browser.withPage({ size, hasScripts: false }, async (page) => {
      await page.goto(items[0]?.url ?? '');
      await page.getByRole('link', { name: 'Deutsch' }).click();
      await page.getByRole('button', { name: 'Herunterladen' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
    });
  });
});
