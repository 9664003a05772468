import type { EventType, RecordedEvent } from '@tollgate/contracts';

/** What somebody appends when an event of the type reached them: one of these follows within a moment, or the event was lost on its way.
 *  An event that is not here asks nothing of anybody, or nothing that is recorded. */
const reactions = {
  OrderPlaced: ['OrderPriced', 'OrderPricingFailed'],
  OrderPriced: ['FraudAssessed'],
  FraudAssessed: ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined', 'OrderRejected'],
  FraudReviewResolved: ['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined', 'OrderRejected'],
  CaptureRequested: ['CaptureSubmitted', 'PaymentCaptured', 'CaptureFailed'],
  VoidRequested: ['VoidSubmitted', 'PaymentVoided', 'VoidFailed'],
  RefundRequested: ['RefundSubmitted', 'PaymentRefunded', 'RefundFailed'],
  PaymentCaptured: ['DownloadsGranted', 'MailSent', 'MailFailed'],
  DownloadsGranted: ['MailSent', 'MailFailed'],
  PaymentRefunded: ['DownloadAccessRevoked', 'MailSent', 'MailFailed'],
  MailRequested: ['MailSent', 'MailFailed'],
} as const satisfies Partial<Record<EventType, readonly EventType[]>>;

export type AwaitingType = keyof typeof reactions;

/** The types of events that somebody reacts to, each with what may follow. */
export const reactionsTo: Readonly<Record<AwaitingType, readonly EventType[]>> = reactions;

/** Whether somebody reacts to this very event. What fraud does not accept waits for a person, or is over. */
export const awaitsReaction = (event: RecordedEvent): boolean => {
  if (event.type === 'FraudAssessed' || event.type === 'FraudReviewResolved') return event.data.decision === 'accept';
  return event.type in reactions;
};
