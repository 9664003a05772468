import { readFileSync } from 'node:fs';

const parts = Object.entries(JSON.parse(readFileSync(new URL('src/i18n/text-parts.json', import.meta.url), 'utf8')));
const partOf = /^(.*\/i18n\/messages\/(\w+)\.json)\?(\w+)$/;
const partOfText = (name) => parts.find(([, names]) => names.includes(name))?.[0] ?? 'first';
/** What reports are told in, on the screen and in files that the server writes. */
const wordsOf = (language) => new URL(`../../libs/report-tables/src/words/${language}.json`, import.meta.url);

/** Both of them: where each has texts under one name, those of both. */
export const merged = (texts, more) =>
  Object.fromEntries(
    [...new Set([...Object.keys(texts), ...Object.keys(more)])].map((name) => {
      const [own, other] = [texts[name], more[name]];
      return [name, typeof own === 'object' && typeof other === 'object' ? merged(own, other) : (own ?? other)];
    }),
  );

/** A language in parts: `messages/en.json?first`, which every page needs, and those of `text-parts.json`, which some do without. */
export const messageParts = () => ({
  name: 'message-parts',
  enforce: 'pre',
  load: {
    filter: { id: partOf },
    handler(id) {
      const [, file, language, part] = partOf.exec(id);
      this.addWatchFile(file);
      const texts = merged(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(readFileSync(wordsOf(language), 'utf8')));
      const own = Object.fromEntries(Object.entries(texts).filter(([name]) => partOfText(name) === part));
      return { code: `export const texts = ${JSON.stringify(own)};`, moduleType: 'js' };
    },
  },
});
