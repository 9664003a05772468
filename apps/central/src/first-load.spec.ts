import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { textsOf as partsAt } from './i18n/text-parts.js';

/** What Vite says of a built file. Source: https://vite.dev/guide/backend-integration */
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const dist = join(import.meta.dirname, '../dist');
const mostBytes = 250_000;

/** The files that one needs before it runs, itself among them. */
const filesOf = (manifest: Manifest, name: string, seen = new Set<string>()): readonly string[] => {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(name)) return [];
  seen.add(name);
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))];
};

const pages = [
  'home/home',
  'orders/orders',
  'order/order',
  'print/print',
  'approvals/approvals',
  'terminal/terminal',
  'terminal/placed/placed',
  'customers/customers',
  'customers/customer',
  'goods/goods',
  'reports/reports',
  'fraud/fraud',
  'members/members',
  'api-keys/api-keys',
  'webhooks/webhooks',
  'webhooks/endpoint',
  'webhooks/deliveries/delivery',
  'upkeep/upkeep',
  'settings/settings',
  'account/account',
];
const languages = ['en', 'de', 'es', 'fr', 'ja'];
const largestLanguage = 'src/i18n/messages/ja.json';
/** What a page needs no text of comes after it: `i18n/text-parts.json`. */
const addresses: Readonly<Record<string, string>> = {
  'home/home': '',
  'orders/orders': '/orders',
  'order/order': '/orders/ord_1',
};
const textsOf = (page: string): readonly string[] =>
  partsAt(`/mer_1/test${addresses[page] ?? `/${page}`}`).map((part) => `${largestLanguage}?${part}`);

describe('the first load', () => {
  it('can be measured: the pages are built (npm run check, or npx vite build apps/central)', () =>
    expect(existsSync(join(dist, '.vite/manifest.json'))).toBe(true));

  it.each(pages)('of %s, in the language with most bytes, is at most 250 kB of compressed code and styles', (page) => {
    const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
    const entries = ['index.html', `src/${page}-page.tsx`, ...textsOf(page)];
    for (const entry of entries) expect(Object.keys(manifest)).toContain(entry);
    const files = new Set(entries.flatMap((entry) => filesOf(manifest, entry)));
    const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
    // Far less would mean that something was not counted.
    expect(bytes).toBeGreaterThan(120_000);
  });

  it('brings one language, and no charts', () => {
    const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest;
    const files = filesOf(manifest, 'index.html').join(' ');
    expect(languages.filter((language) => files.includes(`/${language}-`))).toEqual([]);
    expect(files).not.toContain('chart');
  });

  it('has nothing inline that the Content-Security-Policy would refuse', () => {
    const page = readFileSync(join(dist, 'index.html'), 'utf8');
    expect(page).toContain('__CSP_NONCE__');
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/);
  });
});
