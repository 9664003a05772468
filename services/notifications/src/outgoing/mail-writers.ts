import type { MailContents, MailParts } from '../mails/mail-contents.js';
import type { MailKind } from '../mails/mail-record.js';
import { receiptMail } from '../receipts/receipt-mail.js';
import { creditMail } from '../refunds/credit-mail.js';
import { refundMail } from '../refunds/refund-mail.js';

/** Every kind of mail, and how it is written. */
export const mailWriters: Readonly<Record<MailKind, (parts: MailParts) => MailContents>> = {
  receipt: receiptMail,
  refund: refundMail,
  credit: creditMail,
};
