import { newEvent, type OrderEvent, type RecordedEvent, type RecordedEventOf } from '@tollgate/contracts';
import type { Order } from '@tollgate/order';
import { type MailKind, type MailSubject, mailKinds } from '../mails/mail-record.js';
import type { MailEnd } from './delivery-report.js';

const isKind = (kind: string): kind is MailKind => mailKinds.some((known) => known === kind);

/** The mail that a mark stands for, by the record that a server took it; undefined where there is none (yet). */
export const returnedMail = (
  events: readonly RecordedEvent[],
  isMarked: (subject: MailSubject) => boolean,
): RecordedEventOf<'MailSent'> | undefined =>
  events.find((event): event is RecordedEventOf<'MailSent'> => {
    if (event.type !== 'MailSent' || !isKind(event.data.kind)) return false;
    const { kind, operation, request } = event.data;
    return isMarked({ kind, operation, request });
  });

/** Records that a mail came back. [] where that is known, and of a mail that was not sent. It stops no other mail: the report may be forged by
 *  whoever got the mail, and harms them alone. */
export const recordBounce = (
  { mails }: Order,
  { data: { kind, operation, request, messageId } }: RecordedEventOf<'MailSent'>,
  { code, replyCode, status }: MailEnd,
): readonly OrderEvent[] => {
  const mail = mails.find((one) => one.kind === kind && one.operation === operation && one.request === request);
  if (mail?.isSent !== true) return [];
  return [newEvent('MailFailed', { kind, operation, request, messageId, code, replyCode, status })];
};
