import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { book } from '../load/orders.ts';
import { sizes } from './browser.ts';
import { Central, inspect, inspectDialog, type Store } from './central.ts';
import { expectAccessible, keepScreenshot } from './page-checks.ts';

let central: Central;
beforeAll(async () => {
  central = await Central.open();
});
afterAll(() => central?.close());

const shopWithTwoFiles = async (): Promise<Store> => {
  const store = await central.newStore('Book Shop');
  await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Book' });
  for (const name of ['book.epub', 'cover.png'])
    await store.shop.put(`/v1/goods/${book.sku}/files/${name}`, Buffer.alloc(5_000, name), {
      'content-type': 'application/octet-stream',
    });
  return store;
};

const bookPdf = async (change: (pdf: PDFDocument) => void = () => undefined): Promise<Buffer> => {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  change(pdf);
  return Buffer.from(await pdf.save());
};

describe.each(sizes)('goods, on a %s', (size) => {
  it('are added with a file, which a customer can buy then', async () => {
    const store = await central.newStore('Book Shop');
    const file = Buffer.alloc(300_000, 'book');
    await central.withPage(
      { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true },
      async (page) => {
        await page.getByRole('button', { name: 'New good' }).click();
        const dialog = page.getByRole('dialog', { name: 'New good' });
        await dialog.getByLabel('SKU').fill(book.sku);
        await dialog.getByLabel('Description').fill('The Book');
        await inspectDialog(page, 'central-goods-new');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Without a file it cannot be sold yet.').waitFor();
        const [chooser] = await Promise.all([
          page.waitForEvent('filechooser'),
          page.getByRole('button', { name: 'Upload file' }).click(),
        ]);
        await chooser.setFiles({ name: 'book.epub', mimeType: 'application/epub+zip', buffer: file });
        await page.getByText('book.epub is uploaded').waitFor();
        await page.getByRole('region', { name: 'Goods' }).getByText('300 kB').waitFor();
        await inspect(page, 'central-goods');
      },
    );
    const [good] = (await store.shop.get('/v1/goods')).body.data;
    expect(good).toMatchObject({
      sku: book.sku,
      files: [{ name: 'book.epub', size: 300_000, sha256: createHash('sha256').update(file).digest('hex') }],
    });
    expect((await store.shop.place({ body: { items: [book] } })).body.downloads).toHaveLength(1);
  });

  it('say to whoever has no second factor that to write them takes one: they are sold in live mode, too', async () => {
    const store = await shopWithTwoFiles();
    await central.withPage({ size, person: store.owner, store: store.id, path: '/goods' }, async (page) => {
      await page.getByText('it takes a second factor').waitFor();
      await page.getByText('cover.png').waitFor();
      expect(await page.getByRole('button', { name: 'New good' }).isDisabled()).toBe(true);
      expect(await page.getByRole('button', { name: /Upload file|Edit/ }).count()).toBe(0);
      await inspect(page, 'central-goods-factor');
    });
  });

  it('get another file in the place of one only when that is wanted', async () => {
    const store = await central.newStore('Book Shop');
    await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Book' });
    await central.withPage(
      { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true },
      async (page) => {
        const goods = page.getByRole('region', { name: 'Goods' });
        const choose = async (bytes: number): Promise<void> => {
          const [chooser] = await Promise.all([
            page.waitForEvent('filechooser'),
            page.getByRole('button', { name: 'Upload file' }).click(),
          ]);
          await chooser.setFiles({ name: 'book.epub', mimeType: 'application/epub+zip', buffer: Buffer.alloc(bytes, 'book') });
        };
        await choose(300_000);
        await goods.getByText('300 kB').waitFor();
        await choose(500_000);
        const question = page.getByRole('dialog', { name: 'Replace book.epub?' });
        await inspectDialog(page, 'central-goods-replace');
        await question.getByRole('button', { name: 'Cancel' }).click();
        await question.waitFor({ state: 'hidden' });
        expect(await goods.getByText('300 kB').isVisible()).toBe(true);
        await choose(500_000);
        await question.getByRole('button', { name: 'Replace the file' }).click();
        await goods.getByText('500 kB').waitFor();
      },
    );
  });

  it('go on with an upload after their page was loaded anew in the middle of it, and after a cut line', async () => {
    const store = await central.newStore('Film Shop');
    await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Film' });
    const film = Buffer.alloc(30_000_000, 'film');
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-film-'));
    const file = join(folder, 'film.mp4');
    writeFileSync(file, film);
    const expected = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|broken off|ERR_ABORTED/];
    const place = { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true, expected };
    await central.withPage(place, async (page) => {
      const choose = async (name: string): Promise<void> => {
        const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name }).click()]);
        await chooser.setFiles(file);
      };
      // The line takes the first part of the file, and is cut then.
      let cut = true;
      await page.route('**/uploads/*', async (route) => {
        if (route.request().method() === 'PATCH' && cut) await route.abort('internetdisconnected');
        else await route.continue();
      });
      await choose('Upload file');
      await page.getByText('It goes on by itself.').waitFor();
      await inspect(page, 'central-goods-upload-waits');
      await page.reload();
      await page.getByText('film.mp4 was not uploaded completely.').waitFor();
      await inspect(page, 'central-goods-upload-left');
      await choose('Choose the file again to continue');
      await page.getByText('It goes on by itself.').waitFor();
      cut = false;
      await page.getByText('film.mp4 is uploaded').waitFor();
      await page.getByRole('region', { name: 'Goods' }).getByText('30 MB', { exact: true }).waitFor();
    });
    rmSync(folder, { recursive: true });
    const { body } = await store.shop.get('/v1/goods');
    expect(body.data[0].files).toMatchObject([{ sha256: createHash('sha256').update(film).digest('hex'), version: 1 }]);
    expect((await store.shop.get(`/v1/goods/${book.sku}/uploads`)).body.data).toEqual([]);
  });

  it('say which version their links deliver, and tell every version of a file with its day', async () => {
    const store = await shopWithTwoFiles();
    const second = Buffer.alloc(7_000, 'second edition');
    await store.shop.put(`/v1/goods/${book.sku}/files/book.epub`, second, { 'content-type': 'application/octet-stream' });
    await central.withPage(
      { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true },
      async (page) => {
        const goods = page.getByRole('region', { name: 'Goods' });
        await goods.getByText('Version 2').waitFor();
        await goods.getByRole('button', { name: 'Versions of book.epub' }).click();
        const versions = page.getByRole('dialog', { name: 'Versions of book.epub' });
        await versions.getByText('Version 1').waitFor();
        expect(await versions.getByRole('listitem').allTextContents()).toEqual([
          expect.stringMatching(/^Version 2.*7.*kB.*Sold now$/),
          expect.stringMatching(/^Version 1.*5.*kB/),
        ]);
        await inspectDialog(page, 'central-goods-versions');
        await page.keyboard.press('Escape');
        await goods.getByRole('button', { name: 'Edit' }).click();
        const dialog = page.getByRole('dialog', { name: `Edit ${book.sku}` });
        await dialog.getByLabel('Links deliver').selectOption('The newest version');
        await inspectDialog(page, 'central-goods-delivery');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await goods.getByText('Links deliver the newest version.').waitFor();
        await inspect(page, 'central-goods-latest');
      },
    );
    expect((await store.shop.get('/v1/goods')).body.data).toMatchObject([{ sku: book.sku, delivery: 'latest' }]);
  });

  it('tell the owners of an older version that there is a newer one, once they were counted', async () => {
    const store = await shopWithTwoFiles();
    await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Book', delivery: 'latest' });
    const { body: order } = await store.shop.place({ body: { items: [book] } });
    const second = Buffer.alloc(7_000, 'second edition');
    await store.shop.put(`/v1/goods/${book.sku}/files/book.epub`, second, { 'content-type': 'application/octet-stream' });
    await central.withPage(
      { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true },
      async (page) => {
        await page.getByRole('button', { name: 'Notify owners' }).click();
        const dialog = page.getByRole('dialog', { name: `Tell owners of ${book.sku} of the newest version?` });
        await dialog.getByText('1 customer with an open order of an older version gets a mail.').waitFor();
        await inspectDialog(page, 'central-goods-notify');
        await dialog.getByRole('button', { name: 'Send the mails' }).click();
        await page.getByText('1 customer is told by mail.').waitFor();
        await inspect(page, 'central-goods-notified');
      },
    );
    const { text, html } = await store.shop.mailOf(order.id, /A newer version/);
    expect(text).toContain('book.epub, version 2');
    await central.browser.withPage({ size }, async (page) => {
      await page.setContent(html);
      await page.getByText('because you bought this').waitFor();
      await expectAccessible(page);
      await keepScreenshot(page, 'mail-update');
    });
  });

  it('show the page that their customers will open, and send nothing from it', async () => {
    const store = await shopWithTwoFiles();
    const expected = [/Blocked form submission/];
    await central.withPage({ size, person: store.owner, store: store.id, path: '/goods', expected }, async (page) => {
      await page.getByRole('button', { name: 'Preview' }).click();
      const dialog = page.getByRole('dialog', { name: `Download page of ${book.sku}` });
      const shown = dialog.frameLocator('iframe');
      await shown.getByRole('heading', { name: 'book.epub' }).waitFor();
      await shown.getByText('This link is good for one complete download.').waitFor();
      // As wide as its page, in its own style, which Central's policy has to let through.
      const button = await shown.getByRole('button', { name: 'Download' }).boundingBox();
      expect(button?.width).toBeGreaterThan(200);
      await inspectDialog(page, 'central-goods-preview');
      await dialog.getByText('Phone').click();
      await shown.getByRole('button', { name: 'Download' }).click();
      await dialog.getByLabel('File', { exact: true }).selectOption('cover.png');
      await shown.getByRole('heading', { name: 'cover.png' }).waitFor();
    });
  });

  it('are found by a part of their name, and described anew in place', async () => {
    const store = await shopWithTwoFiles();
    await store.shop.put('/v1/goods/MUG-1', { kind: 'physical', description: 'A mug' });
    await central.withPage(
      { size, person: store.owner, store: store.id, path: '/goods', hasSecondFactor: true },
      async (page) => {
        const goods = page.getByRole('region', { name: 'Goods' });
        await goods.getByText('A mug').waitFor();
        await page.getByRole('searchbox').fill('COVER');
        await goods.getByText('A mug').waitFor({ state: 'hidden' });
        await goods.getByRole('button', { name: 'Edit' }).click();
        const dialog = page.getByRole('dialog', { name: `Edit ${book.sku}` });
        await dialog.getByLabel('Description').fill('The second edition');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await goods.getByText('The second edition').waitFor();
        await page.getByRole('searchbox').fill('nothing like it');
        await page.getByText('Nothing for “nothing like it”').waitFor();
        await inspect(page, 'central-goods-none-found');
      },
    );
    expect((await store.shop.get('/v1/goods?search=second')).body.data).toMatchObject([{ sku: book.sku, kind: 'digital' }]);
  });

  it('are found by “all”, also where the terminal has all of them already', async () => {
    const store = await shopWithTwoFiles();
    await central.withPage({ size, person: store.owner, store: store.id, path: '/terminal' }, async (page) => {
      await page.getByPlaceholder('Add one of your goods…').fill('book');
      await page.getByRole('option', { name: /The Book/ }).waitFor();
      await page.getByRole('heading', { level: 1 }).click();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to a page or find an order' }).fill('goods');
      await page.keyboard.press('Enter');
      await page.getByRole('searchbox').fill('all');
      await page.getByText('Nothing for “all”').waitFor();
      await page.getByRole('searchbox').fill('cover');
      await page.getByRole('region', { name: 'Goods' }).getByText('The Book').waitFor();
    });
  });

  it('get a stamp that was looked at first, and tell who gets nothing as their copy could not be made, and why', async () => {
    const store = await central.newStore('Book Shop');
    const file = `/v1/goods/${book.sku}/files/book.pdf`;
    const bytes = { 'content-type': 'application/octet-stream' };
    await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Book' });
    await store.shop.put(file, await bookPdf(), bytes);
    const visit = { size, person: store.owner, store: store.id, hasSecondFactor: true };
    await central.withPage({ ...visit, path: '/goods' }, async (page) => {
      await page.getByRole('button', { name: 'Stamp of book.pdf' }).click();
      const dialog = page.getByRole('dialog', { name: 'Stamp of book.pdf' });
      await dialog.getByRole('switch', { name: 'Each buyer gets a copy of their own' }).click();
      await dialog.getByText('Licensed to Ann Buyer <ann@example.com>, ord_0000').waitFor();
      await dialog.getByRole('button', { name: 'Date' }).click();
      await inspectDialog(page, 'central-goods-stamp');
      const saved = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Download a sample copy' }).click();
      expect((await saved).suggestedFilename()).toBe('sample-book.pdf');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Stamped').waitFor();
      await inspect(page, 'central-goods-stamped');
    });
    const { body: order } = await store.shop.place({ body: { items: [book] } }); // its links deliver what takes no stamp from now on
    await store.shop.delete(`${file}/stamp`);
    const secret = await bookPdf((pdf) => pdf.encrypt({ ownerPassword: 'a', userPassword: 'b' }));
    await store.shop.put(file, secret, bytes);
    await store.shop.put(`/v1/goods/${book.sku}`, { kind: 'digital', description: 'The Book', delivery: 'latest' });
    const isTold = async () => (await store.shop.get('/v1/stamped-copies?status=failed')).body.data.length === 1;
    while (!(await isTold())) await store.shop.fetchLink(order.downloads[0].fileUrl);
    await central.withPage({ ...visit, path: '/goods' }, async (page) => {
      const failed = page.getByRole('region', { name: 'Copies that could not be made' });
      await failed.getByText('The file is encrypted.').waitFor();
      await inspect(page, 'central-goods-copies');
      await failed.getByRole('button', { name: 'Try again' }).click();
      await failed.getByText('Tried 2 times').waitFor();
      await failed.getByRole('link', { name: order.id }).click();
      await page.getByText('Not prepared').waitFor();
      await inspect(page, 'central-order-copy');
    });
  });
});
