import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from './languages.js';

type Texts = { readonly [key: string]: string | Texts };

const pages = join(import.meta.dirname, 'pages');
/** What every page has, and what one page alone has. */
const folders = [join(import.meta.dirname, 'messages'), ...readdirSync(pages).map((page) => join(pages, page))];

const flat = (texts: Texts, prefix = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  );

/** The names that a text's places go by: `{count, plural, …}` and `{name}`. */
const places = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name))].sort();

describe.each(folders)('the texts in %s', (folder) => {
  const read = (language: string): Texts => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Texts;
  const english = flat(read('en'));

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

describe('the places of a text', () => {
  it('are found in plurals, too', () =>
    expect(places('{count, plural, one {# order of {total}} other {# orders}}')).toEqual(['count', 'total']));
});
