import { fill } from './fill.js';
import { escapeHtml, faint } from './html.js';
import type { Letter } from './letter.js';

type Asked = Pick<Letter, 'words' | 'seller' | 'contacts' | 'accent'>;

/** Whom to ask, as one line. */
export const supportLine = ({ words, seller, contacts }: Asked): string =>
  contacts.length === 0
    ? fill(words.questions, { seller })
    : fill(words.questionsTo, { support: contacts.map(({ text }) => text).join(' · ') });

/** The same as HTML, with links. */
export const supportHtml = ({ words, seller, contacts, accent }: Asked): string => {
  const links = contacts.map(({ text, href }) => `<a href="${escapeHtml(href)}" style="color:${accent}">${escapeHtml(text)}</a>`);
  const line =
    links.length === 0
      ? fill(words.questions, { seller: escapeHtml(seller) })
      : fill(words.questionsTo, { support: links.join(' · ') });
  return `<p ${faint}>${line}</p>\n`;
};
