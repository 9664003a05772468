import { isKnown } from '@tollgate/order';
import { fill } from '../mails/fill.js';
import { escapeHtml, faint, htmlMail } from '../mails/html.js';
import { type Letter, type LetterParts, letterTo } from '../mails/letter.js';
import { endHtml, endText, openingHtml, openingText, orderName } from '../mails/letter-frame.js';
import type { MailContents } from '../mails/mail-contents.js';
import { plainLine } from '../mails/plain-line.js';
import { showTime } from '../mails/show.js';
import { type DownloadList, downloadsFor, downloadsHtml, downloadsText, type LinkOf } from './download-list.js';

/** What a customer is told of links that were issued anew. Nothing in it is escaped yet. */
export interface LinksNote extends Letter, DownloadList {}

export interface LinksParts extends LetterParts {
  /** What was issued. */
  readonly reissue: { readonly links: readonly { readonly entitlement: number }[]; readonly expiresAt: string };
  readonly linkOf: LinkOf;
}

/** As many characters of a file's name as a mail of 256 files has space for. */
const mostOfName = 80;

/** The note of a re-issue: the links that it brought, and no others; what was refunded since has none. */
export const composeLinksNote = (parts: LinksParts): LinksNote => {
  const { order, reissue, linkOf } = parts;
  const letter = letterTo(parts);
  const issued = new Set(reissue.links.map(({ entitlement }) => entitlement));
  const shown = order.delivery.entitlements.filter(isKnown).filter(({ index, isRevoked }) => issued.has(index) && !isRevoked);
  return {
    ...letter,
    ...downloadsFor({ order, language: letter.language, linkOf }, shown),
    downloadsUntil: fill(letter.words.linksUntil, { until: showTime(reissue.expiresAt) }),
  };
};

/** The note as plain text; lines end in \n. */
export const linksText = (note: LinksNote): string => {
  const { words } = note;
  return [
    ...openingText(note, [words.linksIntro]),
    `${words.seller}${words.colon} ${plainLine(note.seller)}`,
    ...downloadsText(note),
    ...endText(note),
  ].join('\n');
};

/** The note as a page of HTML. Whatever merchant or customer wrote is escaped. */
export const linksHtml = (note: LinksNote): string => {
  const { words } = note;
  return htmlMail(
    { ...note, title: words.linksTitle },
    `${openingHtml(note, words.linksIntro)}
<p ${faint}>${words.order} ${escapeHtml(orderName(note))}, ${fill(words.soldBy, { seller: escapeHtml(note.seller) })}</p>
${downloadsHtml(note, mostOfName)}${endHtml(note)}`,
  );
};

/** The mail that tells of links that were issued anew. */
export const linksMail = (parts: LinksParts): MailContents => {
  const note = composeLinksNote(parts);
  const subject = fill(note.words.linksSubject, { order: note.order });
  return { subject, text: linksText(note), html: linksHtml(note) };
};
