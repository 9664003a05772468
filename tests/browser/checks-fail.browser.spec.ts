import { once } from 'node:events';
import { globSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rootDir } from '../../scripts/servers/paths.ts';
import { sizes, TestBrowser, type Visit } from './browser.ts';
import { expectAccessible } from './page-checks.ts';

const frame = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>Planted</title><meta name="viewport" content="width=device-width"></head><body><main><h1>Planted</h1>${body}</main></body></html>`;

const pages: Readonly<Record<string, (origin: string) => string>> = {
  '/sound': () => frame('<p>Nothing is wrong here. 何も問題はありません。</p>'),
  '/pale': () => frame('<p style="color:#aaa;background:#fff">Pale on white</p>'),
  '/no-label': () => frame('<input name="amount">'),
  '/wide': () => frame('<div style="width:2000px">Wide</div>'),
  '/cut-off': () =>
    frame('<button type="button" style="width:60px;overflow:hidden;white-space:nowrap">Refund everything</button>'),
  '/console': () => frame('<script>console.error("planted complaint")</script>'),
  '/throws': () => frame('<script>setTimeout(() => { throw new Error("planted error"); })</script>'),
  '/missing': () => frame('<script>fetch("/nowhere")</script>'),
  '/cut': () => frame('<script>fetch("/hangs-up").catch(() => undefined)</script>'),
  '/foreign-name': () => frame('<img src="https://example.com/counter.gif" alt="">'),
  '/foreign-address': (origin) => frame(`<img src="${origin.replace('127.0.0.1', '127.0.0.2')}/counter.gif" alt="">`),
};

let browser: TestBrowser;
let server: Server;
let origin: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    if (url === '/hangs-up') return request.socket.destroy();
    if (url === '/favicon.ico') return response.writeHead(204).end();
    const page = pages[url];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    return response.end(page?.(origin));
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await TestBrowser.open();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  // What was refused here is no failure that anybody should look at.
  for (const picture of globSync(join(rootDir, '.artifacts/failed/a-page-with-a-planted-fault-*'))) rmSync(picture);
});

const visit = (path: string, options: Partial<Visit> = {}) =>
  browser.withPage({ size: 'desktop', ...options }, async (page) => {
    await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' });
    await expectAccessible(page);
  });

describe('a sound page', () => {
  it.each(sizes)('passes on a %s', (size) => visit('/sound', { size }));
});

describe('a page with a planted fault', () => {
  it.each([
    ['has pale text', '/pale', /color-contrast[\s\S]*Pale on white/],
    ['has a field without a label', '/no-label', /label \(critical\)[\s\S]*name="amount"/],
    ['has to be scrolled sideways', '/wide', /wider than the page: <div style="width:2000px">/],
    ['cuts off what a button says', '/cut-off', /cut off: <button[\s\S]*Refund everything/],
    ['complains in the console', '/console', /console: planted complaint/],
    ['has a script that throws', '/throws', /not caught: planted error/],
    ['asks for what is not there', '/missing', /status of 404[\s\S]*\/nowhere/],
    ['is cut off while it loads', '/cut', /failed: GET .*\/hangs-up: net::ERR_EMPTY_RESPONSE/],
    ['asks another host', '/foreign-name', /leaves the machine: GET https:\/\/example\.com/],
    ['asks another address', '/foreign-address', /leaves the machine: GET http:\/\/127\.0\.0\.2/],
  ])('is refused when it %s', async (_what, path, named) => {
    await expect(visit(path)).rejects.toThrow(named);
  });

  it('asks another address in vain: nothing leaves the machine', () => {
    expect(asked).toContain('/foreign-address');
    expect(asked).not.toContain('/counter.gif');
  });

  it('passes with a fault that belongs to the test, and is refused for any other beside it', async () => {
    await visit('/missing', { expected: [/status of 404/] });
    await expect(visit('/missing', { expected: [/status of 410/] })).rejects.toThrow(/status of 404/);
  });

  it('is refused for what the test itself finds, with what went wrong in the page beside it', async () => {
    const use = browser.withPage({ size: 'desktop' }, async (page) => {
      await page.goto(`${origin}/console`);
      throw new Error('the figure is wrong');
    });
    await expect(use).rejects.toThrow(/the figure is wrong[\s\S]*planted complaint[\s\S]*picture: /);
  });
});
