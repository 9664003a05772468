import { readFileSync } from 'node:fs';

const later = new Set(JSON.parse(readFileSync(new URL('src/i18n/later-texts.json', import.meta.url), 'utf8')));
const partOf = /^(.*\/i18n\/messages\/\w+\.json)\?(first|later)$/;

/** A language in two parts: `messages/en.json?first`, which every page needs, and `?later`, which Home and the orders do without. */
export const messageParts = () => ({
  name: 'message-parts',
  enforce: 'pre',
  load: {
    filter: { id: partOf },
    handler(id) {
      const [, file, part] = partOf.exec(id);
      this.addWatchFile(file);
      const texts = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
      const own = Object.fromEntries(texts.filter(([name]) => later.has(name) === (part === 'later')));
      return { code: `export const texts = ${JSON.stringify(own)};`, moduleType: 'js' };
    },
  },
});
