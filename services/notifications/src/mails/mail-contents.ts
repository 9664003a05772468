import type { Operation } from '@tollgate/order';
import type { LinkOf } from '../downloads/download-list.js';
import type { LicenseKeyOf } from '../receipts/receipt-keys.js';
import type { Attachment } from '../smtp/mime-message.js';
import type { LetterParts } from './letter.js';

/** What a mail is written of. */
export interface MailParts extends LetterParts {
  /** The capture, refund or credit that it tells of. */
  readonly operation: Operation;
  readonly linkOf: LinkOf;
  readonly licenseKeyOf: LicenseKeyOf;
}

/** What a mail says, in both of its forms. */
export interface MailContents {
  readonly subject: string;
  /** Lines end in \n. */
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[];
}
