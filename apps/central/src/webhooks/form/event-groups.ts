/** The events of an order by what they are about, in the order in which an order lives through them. Names are the API's. */
const groups = {
  order: [
    'OrderPlaced',
    'OrderPriced',
    'OrderPricingFailed',
    'FraudAssessed',
    'FraudReviewResolved',
    'OrderRejected',
    'NoteAdded',
  ],
  payment: [
    'AuthorizationRequested',
    'PaymentAuthorized',
    'PaymentDeclined',
    'AuthorizationUnknown',
    'AuthorizationReversed',
    'AuthorizationExpired',
    'CaptureRequested',
    'CaptureSubmitted',
    'PaymentCaptured',
    'CaptureFailed',
    'VoidRequested',
    'VoidSubmitted',
    'PaymentVoided',
    'VoidFailed',
  ],
  refund: [
    'RefundRequested',
    'RefundApprovalRequested',
    'RefundApprovalResolved',
    'RefundSubmitted',
    'PaymentRefunded',
    'RefundFailed',
    'CreditPlaced',
    'CreditSubmitted',
    'CreditSettled',
    'CreditDeclined',
  ],
  delivery: [
    'DownloadsGranted',
    'DownloadStarted',
    'DownloadCompleted',
    'DownloadAccessClosed',
    'DownloadAccessRevoked',
    'DownloadsReissueRequested',
    'DownloadsReissued',
    'MailRequested',
    'MailSent',
    'MailFailed',
  ],
} as const;

export type EventGroup = keyof typeof groups | 'other';

/** What most shops act on: an order is paid or not, goods go out, money goes back. */
export const usualEvents: readonly string[] = ['PaymentAuthorized', 'PaymentCaptured', 'PaymentDeclined', 'PaymentRefunded'];

/** The types that the server knows, by what they are about. Those of a later release come last. */
export const groupsOf = (types: readonly string[]): readonly (readonly [EventGroup, readonly string[]])[] => {
  const known = Object.entries(groups).map(
    ([group, names]) => [group as EventGroup, names.filter((name) => types.includes(name))] as const,
  );
  const named: ReadonlySet<string> = new Set(Object.values(groups).flat());
  const others = types.filter((type) => !named.has(type));
  return [...known, ['other', others] as const].filter(([, names]) => names.length > 0);
};
