import { fill } from '../mails/fill.js';
import { letterTo } from '../mails/letter.js';
import type { MailContents, MailParts } from '../mails/mail-contents.js';
import { showMoney } from '../mails/show.js';
import { type RefundNote, refundHtml, refundText } from './refund-note.js';

/** The note of a credit: no goods come back, and no access ends. */
export const composeCreditNote = (parts: Omit<MailParts, 'linkOf' | 'licenseKeyOf'>): RefundNote => {
  const { order, operation } = parts;
  const letter = letterTo(parts);
  const { words, card } = letter;
  return {
    ...letter,
    title: words.creditTitle,
    intro: words.creditIntro,
    sumLabel: fill(words.creditedTo, { card }),
    parts: [],
    amount: showMoney(operation.amount),
    reason: order.credit?.description ?? '',
    reasonLabel: words.creditFor,
    endsAccess: false,
  };
};

/** The mail that tells of money which was given without a sale before it. */
export const creditMail = (parts: MailParts): MailContents => {
  const note = composeCreditNote(parts);
  const subject = fill(note.words.creditSubject, { seller: note.seller });
  return { subject, text: refundText(note), html: refundHtml(note) };
};
