import { fromPublicId, newEvent, type OrderEvent } from '@tollgate/contracts';
import type { Operation, Order } from '@tollgate/order';
import { prefixes } from '../operations/describe-operation.js';
import { refusal } from '../validation/field-error.js';

export const mailKinds = { receipt: 'capture', refund: 'refund', credit: 'credit' } as const;
export type MailKind = keyof typeof mailKinds;

export interface MailCommand {
  readonly kind?: MailKind | undefined;
  /** The public id of the capture or refund; the latest unless given. */
  readonly operation?: string | undefined;
  /** Sealed under the order's key; empty: the customer's own. */
  readonly sealedRecipient: string;
}

/** So many mails of one order may be asked for: whoever holds a key must not write to strangers without end. */
export const MAX_MAIL_REQUESTS = 20;

/** A credit may be without the customer's address: then nobody is told. */
const hasCustomer = ({ credit, placed }: Order): boolean => credit === undefined || (placed.screening?.email ?? '') !== '';

/** What mails tell of, oldest first: what took place. */
export const toldOperations = (order: Order, kind: MailKind): readonly Operation[] =>
  hasCustomer(order) ? order.payment.operations.filter((one) => one.kind === mailKinds[kind] && one.state === 'succeeded') : [];

/** Asks to send the mail of a capture, refund or credit again. Throws DomainError `nothing_to_mail`, `unknown_operation`, `too_many_mails`. */
export const requestMail = (order: Order, command: MailCommand): readonly OrderEvent[] => {
  const { kind = 'receipt', operation: wanted, sealedRecipient } = command;
  const operations = toldOperations(order, kind);
  const operation =
    wanted === undefined
      ? operations.at(-1)
      : operations.find(({ id }) => id === fromPublicId(prefixes[mailKinds[kind]], wanted));
  if (operation === undefined) {
    throw wanted === undefined ? refusal('nothing_to_mail') : refusal('unknown_operation', '/operation');
  }
  if (order.mailRequests.filter(({ files }) => files.length === 0).length >= MAX_MAIL_REQUESTS) throw refusal('too_many_mails');
  return [newEvent('MailRequested', { kind, operation: operation.id, sealedRecipient })];
};
