import type { EventData, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { isOnline, type Order } from '@tollgate/order';
import { type MailKind, type MailSubject, mailKinds } from './mail-record.js';

/** A mail that an event calls for. */
export interface MailCall {
  readonly kind: MailKind;
  /** Names the mail within its order: the capture's event, the refund, the credit, the merchant's request for new links, or the MailRequested
   *  (uuid). */
  readonly key: string;
}

/** A kind that may be asked for again: of new links, the receipt tells them once more. */
const kindIn = (kind: string): MailKind | undefined => mailKinds.find((known) => known === kind && known !== 'links');

const linksCallOf = ({ links, request, isTold }: EventData<'DownloadsReissued'>): MailCall | undefined =>
  isTold && links.length > 0 ? { kind: 'links', key: request } : undefined;

/** The mail that an event calls for; undefined where it calls for none, or for one that only a later release can write. A receipt goes out when
 *  everything it tells is known: with the links where something is to be downloaded, else with the capture. */
export const mailCallOf = (event: RecordedEvent): MailCall | undefined => {
  switch (event.type) {
    case 'DownloadsGranted':
      return { kind: 'receipt', key: event.header.causation };
    case 'PaymentCaptured':
      return event.data.isSale && event.data.deliverables.length > 0 ? undefined : { kind: 'receipt', key: event.header.id };
    case 'PaymentRefunded':
      return { kind: 'refund', key: event.data.operation };
    case 'CreditSettled':
      return event.data.isTold ? { kind: 'credit', key: event.data.operation } : undefined;
    case 'DownloadsReissued':
      return linksCallOf(event.data);
    case 'MailRequested': {
      const kind = kindIn(event.data.kind);
      return kind && { kind, key: event.header.id };
    }
    default:
      return undefined;
  }
};

/** Whether only the order tells if an event's mail is due. */
export const isDueByOrder = (event: RecordedEvent): boolean => event.type === 'PaymentCaptured' && !event.data.isSale;

/** Where something of the order is delivered online, the customer is told when esd-delivery has said what the capture brings. */
export const isDueNow = ({ placed }: Order): boolean => !placed.lines.some(isOnline);

/** What the mail tells of, by the order's events. Throws where what called for it is none of them: a defect. */
export const mailSubjectOf = ({ kind, key }: MailCall, events: readonly RecordedEvent[]): MailSubject => {
  const told = events.find(({ header }) => header.id === key);
  if (told?.type === 'MailRequested') return { kind, operation: told.data.operation, request: key };
  if (kind !== 'receipt') return { kind, operation: key, request: '' };
  invariant(told?.type === 'PaymentCaptured', 'a receipt is for a capture');
  // A sale's capture has the event's own id.
  return { kind, operation: told.data.isSale ? key : told.data.operation, request: '' };
};
