import { create, type PinnedFile, PinnedFileSchema } from '@tollgate/contracts';
import { isFile, isKnown, linkExpiry, type UpdatedFile } from '@tollgate/order';
import { showSize } from '@tollgate/web-pages';
import { type DownloadList, downloadsFor, downloadsHtml, downloadsText, type LinkOf } from '../downloads/download-list.js';
import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail } from '../mails/html.js';
import { type Letter, type LetterParts, letterTo } from '../mails/letter.js';
import { endHtml, endText, openingHtml, openingText, orderName } from '../mails/letter-frame.js';
import type { MailContents } from '../mails/mail-contents.js';
import { plainLine, shortened } from '../mails/plain-line.js';
import { showTime } from '../mails/show.js';
import { type UpdateWords, updateWordsOf } from './update-words.data.js';

/** What a customer is told of newer versions of their files. Nothing in it is escaped yet. */
interface UpdateNote extends Letter, DownloadList {
  readonly update: UpdateWords;
  /** `book.epub, version 2 (1 MB)` */
  readonly news: readonly string[];
}

export interface UpdateParts extends LetterParts {
  /** The versions that are new to the customer. */
  readonly files: readonly UpdatedFile[];
  readonly linkOf: LinkOf;
}

/** As many characters of a file's name as a mail of many files has space for. */
const mostOfName = 80;

const newsOf = ({ name, version, sizeBytes }: UpdatedFile, words: UpdateWords, language: string): string =>
  `${shortened(name, mostOfName)}, ${fill(words.version, { version: String(version) })}${sizeBytes === 0n ? '' : ` (${showSize(Number(sizeBytes), language)})`}`;

/** The file as its link serves it by now; the size of a buyer's own copy is not known before that is made. */
const newestOf = ({ name, sizeBytes }: UpdatedFile): PinnedFile =>
  create(PinnedFileSchema, sizeBytes === 0n ? { name, stamp: {} } : { name, sizeBytes });

/** The links of these files alone, each in the size that it has by now. */
const composeUpdateNote = (parts: UpdateParts): UpdateNote => {
  const { order, settings, files, linkOf } = parts;
  const letter = letterTo(parts);
  const update = updateWordsOf[settings.language];
  const open = order.delivery.entitlements.filter(isKnown).filter(({ isRevoked, isComplete }) => !isRevoked && !isComplete);
  const shown = open.filter(isFile).flatMap((one) => {
    const { value } = one.form;
    const file = files.find(({ name, sku }) => name === value.name && sku === one.sku);
    return file === undefined ? [] : [{ ...one, form: { ...one.form, value: newestOf(file) } }];
  });
  const until = shown.map((one) => linkExpiry(order.delivery, one)).toSorted()[0] ?? '';
  return {
    ...letter,
    update,
    news: files.map((file) => newsOf(file, update, letter.language)),
    ...downloadsFor({ order, language: letter.language, linkOf }, shown),
    downloadsUntil: until === '' ? '' : fill(letter.words.linksUntil, { until: showTime(until) }),
  };
};

const updateText = (note: UpdateNote): string => {
  const { words, update, news, seller } = note;
  return [
    ...openingText(note, [update.intro, '', ...news.map((one) => `  ${plainLine(one)}`)]),
    `${words.seller}${words.colon} ${plainLine(seller)}`,
    ...downloadsText(note),
    '',
    update.links,
    '',
    fill(update.why, { seller: plainLine(seller) }),
    ...endText(note),
  ].join('\n');
};

const updateHtml = (note: UpdateNote): string => {
  const { words, update, news, seller } = note;
  return htmlMail(
    { ...note, title: update.title },
    `${openingHtml(note, update.intro)}
<ul>
${news.map((one) => `<li>${escapeHtml(one)}</li>`).join('\n')}
</ul>
<p ${faint}>${words.order} ${escapeHtml(orderName(note))}, ${fill(words.soldBy, { seller: escapeHtml(seller) })}</p>
${downloadsHtml(note, mostOfName)}<p>${update.links}</p>
<p ${faint}>${fill(update.why, { seller: escapeHtml(seller) })}</p>
${endHtml(note)}`,
  );
};

/** The mail that tells of newer versions. */
export const updateMail = (parts: UpdateParts): MailContents => {
  const note = composeUpdateNote(parts);
  return { subject: fill(note.update.subject, { order: note.order }), text: updateText(note), html: updateHtml(note) };
};
