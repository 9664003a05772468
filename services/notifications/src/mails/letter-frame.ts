import { fill } from './fill.js';
import { escapeHtml, escapeLines, faint, testBanner } from './html.js';
import type { Letter } from './letter.js';
import { plainLine, shortened } from './plain-line.js';
import { paragraph } from './text.js';

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

/** The order as its customer knows it: by the merchant's number where there is one, and by ours. Not escaped. */
export const orderName = ({ order, reference }: Pick<Letter, 'order' | 'reference'>): string => {
  const number = shortened(plainLine(reference), 100);
  return number === '' ? order : `${number} (${order})`;
};

/** How every mail about an order begins, as lines of text. */
export const openingText = (letter: Letter, intro: readonly string[]): readonly string[] => {
  const { words, testNote, customerName } = letter;
  const name = plainLine(customerName);
  return [
    ...(testNote === '' ? [] : [testNote, '']),
    name === '' ? words.hello : fill(words.helloName, { name }),
    '',
    ...intro,
    '',
    `${words.order}${words.colon} ${orderName(letter)}`,
  ];
};

/** How it ends. */
export const endText = (letter: Letter): readonly string[] => [
  ...paragraph(letter.closing),
  '',
  plainLine(supportLine(letter)),
  ...paragraph(letter.footer),
  '',
];

/** The opening as HTML. `intro` is HTML already. */
export const openingHtml = ({ words, testNote, customerName }: Letter, intro: string): string => {
  const name = escapeHtml(shortened(customerName, 200));
  return `${testBanner(testNote)}<p>${name === '' ? words.hello : fill(words.helloName, { name })}<br>
${intro}</p>`;
};

/** The end as HTML; the footer stands below everything. */
export const endHtml = (letter: Letter): string => {
  const closing = escapeLines(letter.closing);
  return `${closing === '' ? '' : `<p>${closing}</p>\n`}${supportHtml(letter)}`;
};
