import type { MailContents, MailParts } from '../mails/mail-contents.js';
import type { MoneyMailKind } from '../mails/mail-record.js';
import { receiptMail } from '../receipts/receipt-mail.js';
import { creditMail } from '../refunds/credit-mail.js';
import { refundMail } from '../refunds/refund-mail.js';

/** Every kind of mail that tells of money, and how it is written. */
export const mailWriters: Readonly<Record<MoneyMailKind, (parts: MailParts) => MailContents>> = {
  receipt: receiptMail,
  refund: refundMail,
  credit: creditMail,
};
