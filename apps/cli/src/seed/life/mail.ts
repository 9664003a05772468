import { newEvent, type RecordedEvent } from '@tollgate/contracts';
import type { Story } from './story.js';

const MAIL_DOMAIN = 'tollgate.example';

const bare = (uuid: string): string => uuid.replaceAll('-', '');

/** A mail, what it tells of, and the event that calls for it. */
export interface Told {
  readonly kind: 'receipt' | 'refund' | 'credit';
  /** uuid of the capture, refund or credit. */
  readonly operation: string;
  readonly cause: RecordedEvent;
  readonly atMs: number;
}

/** The customer is told, unless nobody knows their address. Its Message-ID is made as notifications makes it. */
export const sendMail = ({ history, chance, draft }: Story, { kind, operation, cause, atMs }: Told): void => {
  const mail = { kind, operation, messageId: `<${kind}.${bare(draft.id)}.${bare(operation)}@${MAIL_DOMAIN}>` };
  const at = { atMs: atMs + chance.between(300, 3_000), cause };
  if (draft.customer.isUnknownMailbox)
    history.add(newEvent('MailFailed', { ...mail, replyCode: 550, code: 'mailbox_unknown', status: '5.1.1' }), at);
  else history.add(newEvent('MailSent', mail), at);
};
