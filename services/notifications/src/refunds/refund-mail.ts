import { fill } from '../mails/fill.js';
import type { MailContents, MailParts } from '../mails/mail-contents.js';
import { composeRefundNote, refundHtml, refundText } from './refund-note.js';

/** The mail that tells of a refund. */
export const refundMail = ({ operation, ...parts }: MailParts): MailContents => {
  const note = composeRefundNote({ ...parts, refund: operation });
  const subject = fill(note.words.refundSubject, { order: note.order });
  return { subject, text: refundText(note), html: refundHtml(note) };
};
