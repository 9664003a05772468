import { newEvent, type OrderEvent } from '@tollgate/contracts';
import type { OperationKind, Order } from '@tollgate/order';
import type { MailEndCode } from '../smtp/classify-reply.js';

export const mailKinds = ['receipt', 'refund', 'credit', 'links', 'update'] as const;
export type MailKind = (typeof mailKinds)[number];
/** Those that tell of money. */
export type MoneyMailKind = Exclude<MailKind, 'links' | 'update'>;

/** What each tells of. */
const toldKinds = { receipt: 'capture', refund: 'refund', credit: 'credit' } as const satisfies Record<
  MoneyMailKind,
  OperationKind
>;

/** What a mail tells of: a capture, a refund, a credit, new links of an order, or newer versions of its files. */
export interface MailSubject {
  readonly kind: MailKind;
  /** uuid of the operation; of the merchant's request for new links, or of their notice of an update. */
  readonly operation: string;
  /** uuid of the MailRequested that asked for it; empty for the one that the operation itself calls for. */
  readonly request: string;
}

/** What became of a mail: the server took it, or it is given up. `replyCode` and `status` are the server's last; 0 and empty without one. */
export type Sent =
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'refused'; readonly code: MailEndCode; readonly replyCode: number; readonly status: string };

/** No server was asked, as there is nobody to write to. */
export const nobodyAsked = (code: 'customer_forgotten' | 'address_invalid'): Sent => ({
  outcome: 'refused',
  code,
  replyCode: 0,
  status: '',
});

const bare = (uuid: string): string => uuid.replaceAll('-', '');

/** The same for every copy of a mail, so that a mail reader shows one; another one for a mail that was asked for again. Source: RFC 5322 §3.6.4. */
export const messageIdOf = (order: string, { kind, operation, request }: MailSubject, mailDomain: string): string => {
  const parts = [kind, bare(order), bare(operation), ...(request === '' ? [] : [bare(request)])];
  return `<${parts.join('.')}@${mailDomain}>`;
};

/** Whether a mail is recorded, sent or given up. */
export const isRecorded = ({ mails }: Order, { kind, operation, request }: MailSubject): boolean =>
  mails.some((mail) => mail.kind === kind && mail.operation === operation && mail.request === request);

/** Whether a mail is owed: a receipt for every capture that took place, a note for every refund, credit, re-issue of links and update that was asked
 *  for, and none to anybody else. */
export const isOwed = ({ payment, delivery, mailRequests }: Order, { kind, operation, request }: MailSubject): boolean => {
  if (kind === 'update') return mailRequests.some((one) => one.kind === kind && one.id === request);
  if (kind === 'links') return delivery.reissued.some(({ request, isTold }) => isTold && request === operation);
  return payment.operations.some((one) => one.id === operation && one.state === 'succeeded' && one.kind === toldKinds[kind]);
};

export interface RecordedMail extends MailSubject {
  readonly messageId: string;
  readonly settingsVersion: number;
}

/** Records what became of a mail. One that is given up is recorded too, and not tried again by itself: the merchant may ask for another. */
export const recordMail = (mail: RecordedMail, sent: Sent): OrderEvent => {
  const { kind, operation, request, messageId, settingsVersion } = mail;
  if (sent.outcome === 'taken') return newEvent('MailSent', { kind, operation, request, messageId, settingsVersion });
  const { code, replyCode, status } = sent;
  return newEvent('MailFailed', { kind, operation, request, messageId, code, replyCode, status });
};
