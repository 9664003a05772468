import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from './languages.js';

type Texts = { readonly [key: string]: string | Texts };

const folder = join(import.meta.dirname, 'messages');
const read = (language: string): Texts => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Texts;

const source = join(import.meta.dirname, '..');
/** Home and the orders, and what stands around every page. */
const firstFolders = ['access', 'api', 'home', 'order', 'orders', 'shell', 'sign-in', 'time-machine', 'ui'];
const reportWords: Texts = JSON.parse(readFileSync(join(source, '../../../libs/report-tables/src/words/en.json'), 'utf8'));
/** What the page of reports is made of beside these. */
const reportFolders = ['reports', 'figures', 'members'];
/** Where the pages of the store itself lie, and those of what is sold. */
const storeFolders = ['account', 'api-keys', 'members', 'settings', 'upkeep', 'webhooks'];
const salesFolders = ['approvals', 'customers', 'fraud', 'goods', 'license-keys', 'print', 'terminal'];
const parts = JSON.parse(readFileSync(join(import.meta.dirname, 'text-parts.json'), 'utf8')) as Readonly<
  Record<'sales' | 'store' | 'reports', readonly string[]>
>;
const filesIn = (folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((one) =>
      readdirSync(join(source, one), { recursive: true, encoding: 'utf8' }).map((file) => join(source, one, file)),
    )
    .filter((file) => /\.tsx?$/.test(file));
const usersOf = (name: string, folders: readonly string[]): readonly string[] =>
  filesIn(folders).filter((file) => new RegExp(`useTranslations\\('${name}['.]`).test(readFileSync(file, 'utf8')));

const flat = (texts: Texts, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );

/** The names that a text's places go by: `{count, plural, …}` and `{name}`. */
const places = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name))].sort();

const english = flat(read('en'));

describe('the texts', () => {
  it('lie in one file for each language, and in no other', () =>
    expect(readdirSync(folder).sort()).toEqual(
      Object.keys(languages)
        .map((language) => `${language}.json`)
        .sort(),
    ));

  it.each(Object.keys(languages))('are all there in %s, and no others', (language) =>
    expect([...flat(read(language)).keys()].sort()).toEqual([...english.keys()].sort()),
  );

  it.each(Object.keys(languages))('have the same places to fill in %s', (language) => {
    const differing = [...flat(read(language))].filter(
      ([key, text]) => JSON.stringify(places(text)) !== JSON.stringify(places(english.get(key) ?? '')),
    );
    expect(differing).toEqual([]);
  });

  it.each(Object.keys(languages))('are never empty in %s', (language) =>
    expect([...flat(read(language))].filter(([, text]) => text.trim() === '')).toEqual([]),
  );

  it.each(Object.keys(languages).filter((language) => language !== 'en'))('are translated to %s', (language) => {
    const same = [...flat(read(language))].filter(([key, text]) => text === english.get(key) && text.split(' ').length > 3);
    expect(same).toEqual([]);
  });
});

describe('the texts that come later', () => {
  it.each([...parts.sales, ...parts.store, ...parts.reports])(
    '%s: is there, and used by no page that does without it',
    (name) => {
      expect(Object.keys(read('en'))).toContain(name);
      expect(usersOf(name, firstFolders)).toEqual([]);
    },
  );

  it.each([...parts.sales, ...parts.store])('%s: is used by no report, and by nothing that reports show', (name) => {
    expect(usersOf(name, reportFolders)).toEqual([]);
    // The report of settlement showed nothing but that something went wrong: it names processors by these words.
    expect(Object.keys(reportWords)).not.toContain(name);
  });

  it.each(parts.sales)('%s: is used by no page of the store itself', (name) => expect(usersOf(name, storeFolders)).toEqual([]));

  it.each(parts.store)('%s: is used by no page of what is sold', (name) => expect(usersOf(name, salesFolders)).toEqual([]));

  it.each(parts.reports)('%s: is used by reports alone', (name) => {
    const folders = readdirSync(source, { withFileTypes: true }).filter((one) => one.isDirectory() && one.name !== 'reports');
    const others = folders.map((one) => one.name);
    expect(usersOf(name, others)).toEqual([]);
    expect(usersOf(name, ['reports'])).not.toEqual([]);
  });
});

describe('the places of a text', () => {
  it('are found in plurals, too', () =>
    expect(places('{count, plural, one {# order of {total}} other {# orders}}')).toEqual(['count', 'total']));
});
