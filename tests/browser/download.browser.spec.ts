import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually } from '@tollgate/testing';
import type { Download, Page } from 'playwright-core';
import type { Shop } from '../e2e/shop.ts';
import { book } from '../load/orders.ts';
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

interface Link {
  readonly order: string;
  readonly url: string;
  readonly fileName: string;
  readonly sha256: string;
}

const album = { sku: 'ALBUM-1', description: 'The Album', kind: 'digital', quantity: 1, unitAmount: 999 };

/** The links of a paid order. */
const buy = async (item: object = book): Promise<[Link, ...Link[]]> => {
  const { status, body } = await shop.place({ body: { items: [item] } });
  expect(status).toBe(201);
  return body.downloads.map((link: Link) => ({ ...link, order: body.id }));
};

const take = async ({ url }: Link): Promise<void> => {
  expect((await shop.fetchLink(`${url}/file`)).status).toBe(200);
};

const pressButton = async (page: Page, name = 'Download'): Promise<Download> => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return download;
};

const digestOf = async (download: Download): Promise<string> =>
  createHash('sha256')
    .update(readFileSync(await download.path()))
    .digest('hex');

/** The browser's own line about an answer that is none of its faults. */
const refused = [/status of 4(04|10)/];

describe.each(sizes)('the page of a download, on a %s', (size) => {
  it('tells what the file is, gives it out whole at the press of its button, and then says so by itself', async () => {
    const [link] = await buy();
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(link.url);
      await page.getByRole('heading', { name: 'book.epub' }).waitFor();
      await page.getByText('1.0 MB (1,048,576 bytes)').waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'download-open');
      const download = await pressButton(page);
      expect([download.suggestedFilename(), await digestOf(download)]).toEqual(['book.epub', link.sha256]);
      await page.getByRole('heading', { name: 'All downloads are done' }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'download-done');
    });
  });

  it('does the same without scripts, once the link is opened again', async () => {
    const [link] = await buy();
    await browser.withPage({ size, hasScripts: false, expected: refused }, async (page) => {
      await page.goto(link.url);
      expect(await digestOf(await pressButton(page))).toBe(link.sha256);
      await page.goto(link.url);
      await page.getByRole('heading', { name: 'All downloads are done' }).waitFor();
    });
  });

  it('is as legible in the dark', async () => {
    const [link] = await buy();
    await browser.withPage({ size, colorScheme: 'dark' }, async (page) => {
      await page.goto(link.url);
      await expectAccessible(page);
      await keepScreenshot(page, 'download-open-dark');
    });
  });

  it('P2: shows a long name in Japanese as it is, within the page', async () => {
    const name = '吾輩は猫である・名前はまだ無い・どこで生れたかとんと見当がつかぬ・第一巻（完全版）.epub';
    const sku = 'NOVEL-JA';
    await shop.put(`/v1/goods/${sku}`, { kind: 'digital', description: '吾輩は猫である' });
    const file = Buffer.alloc(300_000, 7);
    await shop.put(`/v1/goods/${sku}/files/${encodeURIComponent(name)}`, file, { 'content-type': 'application/epub+zip' });
    const [link] = await buy({ ...book, sku });
    await browser.withPage({ size, language: 'ja' }, async (page) => {
      await page.goto(link.url);
      await page.getByRole('heading', { name }).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'download-japanese');
      expect((await pressButton(page, 'ダウンロードする')).suggestedFilename()).toBe(name);
    });
  });

  it('D9: answers a button that is pressed too late with a page', async () => {
    const [link] = await buy();
    await browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(link.url);
      await take(link);
      await page.getByRole('button', { name: 'Download' }).click();
      await page.getByRole('heading', { name: 'All downloads are done' }).waitFor();
    });
  });

  const shows = async (url: string, code: string, title: string): Promise<void> =>
    browser.withPage({ size, expected: refused }, async (page) => {
      await page.goto(url);
      await page.getByRole('heading', { name: title }).waitFor();
      await page.getByText(code).waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, `download-${code}`);
    });

  it('says that it knows no such link', () =>
    shows(`${shop.demo.downloadsUrl}/d/nothing-of-ours`, 'not_found', 'No such download'));

  it('says that a file was taken, while another one of the order was not', async () => {
    const [song] = await buy(album);
    await take(song);
    await shows(song.url, 'already_downloaded', 'Already downloaded');
  });

  it('says that the purchase was refunded', async () => {
    const [link] = await buy();
    expect((await shop.post(`/v1/orders/${link.order}/refunds`)).status).toBe(201);
    await eventually('the end of access', async () =>
      (await shop.eventTypes(link.order)).includes('DownloadAccessRevoked') ? true : undefined,
    );
    await shows(link.url, 'access_revoked', 'This purchase was refunded');
  });

  it('says that a newer link took its place', async () => {
    const [link] = await buy();
    expect((await shop.post(`/v1/orders/${link.order}/downloads/reissue`)).status).toBe(201);
    await shows(link.url, 'link_replaced', 'This link was replaced');
  });
});
