import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn, reportTitle, wordsOf } from './words.js';

type Texts = { readonly [key: string]: string | Texts };

const folder = join(import.meta.dirname, 'words');
const languages = ['de', 'en', 'es', 'fr', 'ja'];
const read = (language: string): Texts => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Texts;
const flat = (texts: Texts, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`),
  );

describe('the words of reports', () => {
  it('lie in one file for each language', () =>
    expect(readdirSync(folder).sort()).toEqual(languages.map((language) => `${language}.json`)));

  it.each(languages)('are all there in %s, none of them empty', (language) => {
    const keys = (of: string) => flat(read(of)).map(([key]) => key);
    expect(keys(language).sort()).toEqual(keys('en').toSorted());
    expect(flat(read(language)).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it.each(languages.filter((language) => language !== 'en'))('are translated to %s', (language) => {
    const english = new Map(flat(read('en')));
    const same = flat(read(language)).filter(([key, text]) => text === english.get(key) && text.split(' ').length > 3);
    expect(same).toEqual([]);
  });

  it('are English where nobody speaks the language', () => {
    expect(wordsOf('xx')).toBe(wordsOf('en'));
    expect(wordsOf('toString')).toBe(wordsOf('en'));
  });

  it('name codes, and leave what has no name as it is', () => {
    const names = namesIn(wordsOf('fr'), 'fr');
    expect(names.country('DE')).toBe('Allemagne');
    expect([names.country('Berlin'), names.reason('no_such_code'), names.processor('')]).toEqual(['Berlin', 'no_such_code', '–']);
    expect(names.outcome('held')).toBe(wordsOf('fr').status.review);
  });

  it('name reports as their pages', () => {
    const words = wordsOf('en');
    expect(['tax', 'reasons', 'customers', 'customer-kinds'].map((report) => reportTitle(report, words))).toEqual([
      'Tax',
      'Why orders came to nothing, or waited',
      'Customers who bought most',
      'New and returning customers',
    ]);
  });
});
