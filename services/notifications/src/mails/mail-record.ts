import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';

export type MailKind = 'receipt' | 'refund';

/** What a mail tells of: a capture or a refund of an order. */
export interface MailSubject {
  readonly kind: MailKind;
  /** uuid of the operation. */
  readonly operation: string;
}

/** What became of a mail: the server took it, or refused it for good. */
export type Sent = { readonly outcome: 'taken' } | { readonly outcome: 'refused'; readonly replyCode: number };

/** No server was asked: the customer was forgotten, or the address cannot be written to. */
export const nobodyAsked: Sent = { outcome: 'refused', replyCode: 0 };

const bare = (uuid: string): string => uuid.replaceAll('-', '');

/** The same for every copy of a mail, so that a mail reader shows one. Source: RFC 5322 §3.6.4. */
export const messageIdOf = (order: string, { kind, operation }: MailSubject, mailDomain: string): string =>
  `<${kind}.${bare(order)}.${bare(operation)}@${mailDomain}>`;

/** Whether a mail is recorded, sent or refused for good. */
export const isRecorded = ({ mails }: Order, { kind, operation }: MailSubject): boolean =>
  mails.some((mail) => mail.kind === kind && mail.operation === operation);

/** Whether a mail is owed: a receipt for every capture that took place, a note for every refund, and none to anybody else. */
export const isOwed = ({ payment }: Order, { kind, operation }: MailSubject): boolean =>
  payment.operations.some(
    (one) => one.id === operation && one.state === 'succeeded' && one.kind === (kind === 'receipt' ? 'capture' : 'refund'),
  );

export interface RecordedMail extends MailSubject {
  readonly messageId: string;
  readonly settingsVersion: number;
}

/** Records what the mail server said. A refusal for good is recorded too, and not tried again: repeating it would change nothing. */
export const recordMail = ({ kind, operation, messageId, settingsVersion }: RecordedMail, sent: Sent): OrderEvent =>
  sent.outcome === 'taken'
    ? newEvent('MailSent', { kind, operation, messageId, settingsVersion })
    : newEvent('MailFailed', { kind, operation, messageId, replyCode: sent.replyCode });
