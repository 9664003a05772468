import { fill } from '../mails/fill.js';
import type { MailContents, MailParts } from '../mails/mail-contents.js';
import { composeReceipt } from './receipt.js';
import { receiptHtml } from './receipt-html.js';
import { keyFileOf } from './receipt-keys.js';
import { receiptText } from './receipt-text.js';

/** The mail that tells of a capture. */
export const receiptMail = ({ operation, ...parts }: MailParts): MailContents => {
  const receipt = composeReceipt({ ...parts, capture: operation });
  const { words, order, parcel } = receipt;
  const subject = fill(parcel === undefined ? words.receiptSubject : words.shippedSubject, { order });
  return { subject, text: receiptText(receipt), html: receiptHtml(receipt), attachments: keyFileOf(receipt.licenseKeys) };
};
