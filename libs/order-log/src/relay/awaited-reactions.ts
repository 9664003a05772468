import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { entitlementsToRevoke, type Order } from '@tollgate/order';

/** What is appended because an event of the type reached somebody, for each who reacts to it: one of these has the event as its causation within a
 *  moment, or it was lost on its way. An event that is not here asks nothing of anybody, or nothing that is recorded. A capture has one of its
 *  followers only: where something is online the grant, which the mail then follows from, else the mail. */
const reactions = {
  OrderPlaced: [['OrderPriced', 'OrderPricingFailed']],
  OrderPriced: [['FraudAssessed']],
  FraudAssessed: [['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined', 'OrderRejected']],
  FraudReviewResolved: [['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined', 'OrderRejected']],
  CaptureRequested: [['CaptureSubmitted', 'PaymentCaptured', 'CaptureFailed']],
  VoidRequested: [['VoidSubmitted', 'PaymentVoided', 'VoidFailed']],
  RefundRequested: [['RefundSubmitted', 'PaymentRefunded', 'RefundFailed']],
  CreditPlaced: [['CreditSubmitted', 'CreditDeclined']],
  CreditSettled: [['MailSent', 'MailFailed']],
  DownloadsReissueRequested: [['DownloadsReissued']],
  PaymentCaptured: [['DownloadsGranted', 'MailSent', 'MailFailed']],
  DownloadsGranted: [['MailSent', 'MailFailed']],
  PaymentRefunded: [['DownloadAccessRevoked'], ['MailSent', 'MailFailed']],
  MailRequested: [['MailSent', 'MailFailed']],
} as const satisfies Partial<Record<EventType, readonly (readonly EventType[])[]>>;

/** Each type of event with what may follow from it at one who reacts to it. */
export const awaitedReactions: readonly { readonly type: EventType; readonly following: readonly EventType[] }[] = Object.entries(
  reactions,
).flatMap(([type, all]) => all.map((following) => ({ type: type as EventType, following })));

/** Whether somebody reacts to this very event. What fraud does not accept waits for a person, or is over; a customer
 *  without an address is not told. */
export const awaitsReaction = (event: RecordedEvent): boolean => {
  if (event.type === 'FraudAssessed' || event.type === 'FraudReviewResolved') return event.data.decision === 'accept';
  if (event.type === 'CreditSettled') return event.data.isTold;
  return event.type in reactions;
};

/** Whether only the order tells if an event's reaction has still to come. */
export const isAwaitedByOrder = (reaction: string): boolean => reaction === 'DownloadAccessRevoked';

/** Whether it has: a refund need not take anything away, and what it takes away may be gone with another one. */
export const isRevocationAwaited = (order: Order | undefined): boolean =>
  order !== undefined && entitlementsToRevoke(order).length > 0;
