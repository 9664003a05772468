import type { Operation, Order } from '@tollgate/order';
import type { LinkOf } from '../receipts/receipt.js';
import type { ReceiptSettings } from '../settings/receipt.schema.js';
import type { Customer } from './letter.js';

/** What a mail is written of. */
export interface MailParts {
  readonly order: Order;
  /** The capture, refund or credit that it tells of. */
  readonly operation: Operation;
  readonly customer: Customer;
  readonly settings: ReceiptSettings;
  readonly linkOf: LinkOf;
}

/** What a mail says, in both of its forms. */
export interface MailContents {
  readonly subject: string;
  /** Lines end in \n. */
  readonly text: string;
  readonly html: string;
}
