import type { OrderEvent } from '../api/order.js';
import type { Tone } from '../ui/status-tone.js';
import { type Amount, amountIn, type Data, flagIn, listIn, numberIn, textIn, textsIn } from './event-data.js';

/** What an event says, for people: a text by its key, and what stands in its places. */
export interface EventWords {
  readonly key: EventKey;
  readonly tone: Tone;
  readonly amounts?: Readonly<Record<string, Amount>>;
  readonly texts?: Readonly<Record<string, string | number>>;
  /** RFC 3339 */
  readonly times?: Readonly<Record<string, string>>;
  /** Codes; words for them are looked up. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
}

// biome-ignore format: by capability
export type EventKey =
  | 'placedSale' | 'placedPreauth' | 'priced' | 'pricingFailed'
  | 'fraudAccepted' | 'fraudHeld' | 'fraudRejected' | 'reviewAccepted' | 'reviewRejected' | 'reviewOverdue'
  | 'authorizing' | 'charging' | 'authorized' | 'paidByNothing' | 'declined' | 'unknown' | 'reversed' | 'expired' | 'rejected'
  | 'captureRequested' | 'captureSubmitted' | 'captured' | 'captureFailed'
  | 'voidRequested' | 'voidSubmitted' | 'voided' | 'voidFailed'
  | 'creditPlaced' | 'creditSubmitted' | 'credited' | 'creditDeclined'
  | 'refundRequested' | 'refundSubmitted' | 'refunded' | 'refundFailed' | 'approvalRequested' | 'approvalApproved' | 'approvalRejected'
  | 'granted' | 'nothingGranted' | 'started' | 'completed' | 'closed' | 'revoked' | 'reissueRequested' | 'reissued'
  | 'mailRequested' | 'mailSent' | 'mailFailed' | 'noteAdded' | 'other';

type Describe = (data: Data, fileOf: (entitlement: number) => string) => EventWords;

const amountOf = (data: Data): Readonly<Record<string, Amount>> => ({ amount: amountIn(data, 'amount') });
const step =
  (key: EventKey): Describe =>
  (data) => ({ key, tone: 'calm', amounts: amountOf(data) });
const done =
  (key: EventKey): Describe =>
  (data) => ({ key, tone: 'good', amounts: amountOf(data) });
const failed =
  (key: EventKey): Describe =>
  (data) => ({ key, tone: 'bad', codes: { reason: [textIn(data, 'code')] } });
const plain =
  (key: EventKey, tone: Tone = 'calm'): Describe =>
  () => ({ key, tone });
const ofFile =
  (key: EventKey, tone: Tone): Describe =>
  (data, fileOf) => ({
    key,
    tone,
    texts: { file: fileOf(numberIn(data, 'entitlement')) },
  });
const mail =
  (key: EventKey, tone: Tone): Describe =>
  (data) => ({
    key,
    tone,
    codes: { kind: [`mail_${textIn(data, 'kind')}`], reason: [textIn(data, 'code')] },
  });

const assessed: Describe = (data) => {
  const codes = { reasons: textsIn(data, 'reasons') };
  const texts = { score: numberIn(data, 'score') };
  const decision = textIn(data, 'decision');
  if (decision === 'review') return { key: 'fraudHeld', tone: 'warn', codes, texts };
  return decision === 'reject'
    ? { key: 'fraudRejected', tone: 'bad', codes, texts }
    : { key: 'fraudAccepted', tone: 'good', texts };
};

const resolved: Describe = (data) => {
  if (flagIn(data, 'isOverdue')) return { key: 'reviewOverdue', tone: 'bad' };
  return textIn(data, 'decision') === 'accept' ? { key: 'reviewAccepted', tone: 'good' } : { key: 'reviewRejected', tone: 'bad' };
};

const authorized: Describe = (data) => {
  const code = textIn(data, 'authorizationCode');
  return amountIn(data, 'amount').minor === 0
    ? { key: 'paidByNothing', tone: 'good' }
    : { key: 'authorized', tone: 'good', amounts: amountOf(data), texts: { code: code || '–' } };
};

const grantedThings: Describe = (data) => {
  const count = listIn(data, 'entitlements').length;
  if (count === 0) return { key: 'nothingGranted', tone: 'calm' };
  return { key: 'granted', tone: 'good', texts: { count }, times: { until: textIn(data, 'expiresAt') } };
};

const descriptions: Readonly<Record<string, Describe>> = {
  OrderPlaced: (data) => ({ key: textIn(data, 'type') === 'preauth' ? 'placedPreauth' : 'placedSale', tone: 'info' }),
  OrderPriced: (data) => ({
    key: 'priced',
    tone: 'calm',
    amounts: { total: amountIn(data, 'total'), tax: amountIn(data, 'tax'), shipping: amountIn(data, 'shipping') },
  }),
  OrderPricingFailed: failed('pricingFailed'),
  FraudAssessed: assessed,
  FraudReviewResolved: resolved,
  AuthorizationRequested: (data) => ({
    key: flagIn(data, 'isSale') ? 'charging' : 'authorizing',
    tone: 'calm',
    amounts: amountOf(data),
    texts: { processor: textIn(data, 'processor') },
  }),
  PaymentAuthorized: authorized,
  PaymentDeclined: failed('declined'),
  AuthorizationUnknown: (data) => ({ key: 'unknown', tone: 'warn', codes: { reason: [textIn(data, 'cause')] } }),
  AuthorizationReversed: plain('reversed'),
  AuthorizationExpired: step('expired'),
  OrderRejected: failed('rejected'),
  CaptureRequested: step('captureRequested'),
  CaptureSubmitted: step('captureSubmitted'),
  PaymentCaptured: done('captured'),
  CaptureFailed: failed('captureFailed'),
  VoidRequested: step('voidRequested'),
  VoidSubmitted: step('voidSubmitted'),
  PaymentVoided: done('voided'),
  VoidFailed: failed('voidFailed'),
  RefundRequested: step('refundRequested'),
  RefundSubmitted: step('refundSubmitted'),
  PaymentRefunded: done('refunded'),
  RefundFailed: failed('refundFailed'),
  CreditPlaced: (data) => ({ key: 'creditPlaced', tone: 'info', amounts: amountOf(data) }),
  CreditSubmitted: (data) => ({
    key: 'creditSubmitted',
    tone: 'calm',
    amounts: amountOf(data),
    texts: { processor: textIn(data, 'processor') },
  }),
  CreditSettled: done('credited'),
  CreditDeclined: failed('creditDeclined'),
  RefundApprovalRequested: (data) => ({
    key: 'approvalRequested',
    tone: 'warn',
    amounts: amountOf(data),
    times: { until: textIn(data, 'until') },
  }),
  RefundApprovalResolved: (data) =>
    textIn(data, 'decision') === 'approve' ? { key: 'approvalApproved', tone: 'good' } : { key: 'approvalRejected', tone: 'bad' },
  DownloadsGranted: grantedThings,
  DownloadStarted: ofFile('started', 'calm'),
  DownloadCompleted: ofFile('completed', 'good'),
  DownloadAccessClosed: plain('closed'),
  DownloadAccessRevoked: plain('revoked', 'warn'),
  DownloadsReissueRequested: plain('reissueRequested'),
  DownloadsReissued: plain('reissued', 'good'),
  MailRequested: mail('mailRequested', 'calm'),
  MailSent: mail('mailSent', 'good'),
  MailFailed: mail('mailFailed', 'bad'),
  NoteAdded: plain('noteAdded'),
};

/** The names of the files that an order's entitlements stand for. */
const filesOf = (events: readonly OrderEvent[]): ReadonlyMap<number, string> =>
  new Map(
    events
      .filter(({ type }) => type === 'DownloadsGranted')
      .flatMap(({ data }) => listIn(data, 'entitlements'))
      .map((one) => [numberIn(one, 'index'), textIn((one.file ?? {}) as Data, 'name')]),
  );

/** The events of one order in words. What a later release adds is told by its type. */
export const describeEvents = (events: readonly OrderEvent[]): readonly (OrderEvent & { readonly words: EventWords })[] => {
  const files = filesOf(events);
  const fileOf = (entitlement: number): string => files.get(entitlement) ?? `#${entitlement + 1}`;
  return events.map((event) => {
    const words = descriptions[event.type]?.(event.data, fileOf) ?? { key: 'other', tone: 'calm', texts: { type: event.type } };
    return { ...event, words };
  });
};

/** Who stands behind an event, by the actor's id; a service by its name, as the texts of services are called: `tax_shipping`. */
export const whoOf = (
  { actor }: OrderEvent,
  ownId: string,
): { readonly kind: 'you' | 'person' | 'key' | 'service'; readonly id: string } => {
  const on = actor?.on ?? '';
  if (on === '') return { kind: 'service', id: (actor?.service ?? '').replaceAll('-', '_') };
  if (on === ownId) return { kind: 'you', id: on };
  return { kind: on.startsWith('usr_') ? 'person' : 'key', id: on };
};
