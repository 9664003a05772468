import type { Invariant, Violation } from './logged-event.js';
import type { OrderFacts } from './order-facts.js';
import { capturedIn, creditOf, isUnderWay, type Movement, type PaymentBook, releasedIn } from './payment-book.js';

/** Something that an order waits for, and that a service of ours owes it. */
export interface Wait {
  readonly invariant: Invariant;
  /** What is lacking. */
  readonly what: string;
  /** The service at which the order stands. */
  readonly service: string;
  /** The event that would end it. */
  readonly event: string;
  /** Milliseconds since 1970: when the wait began, whatever else happened to the order since. */
  readonly sinceMs: number;
}

const waitIn =
  (invariant: Invariant, service: string) =>
  (what: string, event: string, sinceMs: number): Wait => ({ invariant, service, what, event, sinceMs });

const byTax = waitIn('I17', 'tax-shipping');
const byFraud = waitIn('I17', 'fraud');
const byAuthorization = waitIn('I17', 'authorization');
const byProcessor = waitIn('I4', 'authorization');
const byDelivery = waitIn('I10', 'esd-delivery');
const byNotifications = waitIn('I11', 'notifications');

/** What stands between an order and its payment; undefined where nothing does, or a person does. */
const paymentWait = ({ total, isPricingFailed, decision, reviewUntil, payment, times }: OrderFacts): Wait | undefined => {
  if (isPricingFailed || creditOf(payment) !== undefined) return undefined;
  if (total === undefined) return byTax('it is not priced', 'OrderPriced', times.placed);
  if (decision === undefined) return byFraud('fraud has not assessed it', 'FraudAssessed', times.priced);
  if (decision === 'review')
    return reviewUntil === undefined ? undefined : byFraud('its review is overdue', 'FraudReviewResolved', reviewUntil);
  const isBegun = decision !== 'accept' || payment.authorization !== 'none';
  return isBegun ? undefined : byAuthorization('its payment was not begun', 'AuthorizationRequested', times.decided);
};

const authorizationWait = ({ authorization, authorizedAt, movements }: PaymentBook, isSale: boolean): Wait | undefined => {
  if (authorization === 'asked')
    return byProcessor('what became of the authorization is unknown', 'PaymentAuthorized or another outcome', authorizedAt);
  if (authorization === 'unknown')
    return byProcessor('its authorization is unknown and not reversed', 'AuthorizationReversed', authorizedAt);
  const isTaken = movements.some(({ kind }) => kind === 'capture');
  const isHalf = authorization === 'authorized' && isSale && !isTaken;
  return isHalf ? byAuthorization('a sale was authorized and not captured', 'PaymentCaptured', authorizedAt) : undefined;
};

/** What is held longer than it may be. */
const expiryWait = (payment: PaymentBook): Wait | undefined => {
  const { authorization, authorized, expiresAt, movements } = payment;
  const isHeld = authorization === 'authorized' && authorized > capturedIn(payment) + releasedIn(payment);
  if (!isHeld || expiresAt === undefined || movements.some(isUnderWay)) return undefined;
  return byAuthorization('the time of its authorization is over, and it did not expire', 'AuthorizationExpired', expiresAt);
};

const outcomes: Readonly<Record<Movement['kind'], string>> = {
  capture: 'PaymentCaptured or CaptureFailed',
  void: 'PaymentVoided or VoidFailed',
  refund: 'PaymentRefunded or RefundFailed',
  credit: 'CreditSettled or CreditDeclined',
};

const movementWaits = ({ movements }: PaymentBook): readonly Wait[] =>
  movements
    .filter(isUnderWay)
    .map(({ kind, state, at }) => byProcessor(`what became of a ${kind} is unknown: it is ${state}`, outcomes[kind], at));

const mailWaits = ({ payment, mails, askedMails, toldReissues }: OrderFacts): readonly Wait[] => {
  const isTold = ({ kind, id }: Movement): boolean =>
    mails.some((mail) => mail.operation === id && mail.kind === (kind === 'capture' ? 'receipt' : kind));
  const done = payment.movements.filter(({ kind, state, isSilent }) => kind !== 'void' && state === 'done' && isSilent !== true);
  const isSent = (request: string): boolean => mails.some((mail) => mail.request === request);
  return [
    ...done.filter((one) => !isTold(one)).map(({ kind, at }) => byNotifications(`nobody was told of a ${kind}`, 'MailSent', at)),
    ...toldReissues
      .filter(({ request }) => !mails.some(({ kind, operation }) => kind === 'links' && operation === request))
      .map(({ at }) => byNotifications('nobody was told of new links', 'MailSent', at)),
    ...askedMails
      .filter(({ request }) => !isSent(request))
      .map(({ at }) =>
        byNotifications('a mail was asked for again, and is neither sent nor tried', 'MailSent or MailFailed', at),
      ),
  ];
};

const deliveryWaits = ({
  payment,
  grants,
  isClosed,
  openReissues,
  deliverableLines,
  refundedLines,
}: OrderFacts): readonly Wait[] => {
  const lastOf = (kind: Movement['kind']): number =>
    Math.max(...payment.movements.filter((one) => one.kind === kind && one.state === 'done').map(({ at }) => at));
  const isRefunded = (line: number): boolean => refundedLines.includes(line);
  const lacking = deliverableLines.filter(({ line }) => !isRefunded(line) && !grants.some((grant) => grant.line === line));
  const isOpen = grants.some(({ line, isRevoked }) => isRefunded(line) && !isRevoked);
  const fetched = grants.filter(({ isFetched, isRevoked }) => isFetched && !isRevoked);
  const isAll = fetched.length > 0 && fetched.every(({ completed, downloads }) => completed >= downloads);
  const completedAt = Math.max(...fetched.map((one) => one.completedAt));
  return [
    ...openReissues.map((at) => byDelivery('new links were asked for, and not issued', 'DownloadsReissued', at)),
    ...lacking.map(({ line, at }) => byDelivery(`paid line ${line} was never granted`, 'DownloadsGranted', at)),
    ...(isOpen ? [byDelivery('what was refunded can still be fetched', 'DownloadAccessRevoked', lastOf('refund'))] : []),
    ...(isAll && !isClosed
      ? [byDelivery('everything has arrived, and access is open', 'DownloadAccessClosed', completedAt)]
      : []),
  ];
};

/** Whatever an order waits for that is due from one of our services. What a person owes it (a review, a capture of what is held) is none. */
export const waitsOf = (facts: OrderFacts): readonly Wait[] =>
  [
    paymentWait(facts),
    authorizationWait(facts.payment, facts.isSale),
    expiryWait(facts.payment),
    ...movementWaits(facts.payment),
    ...mailWaits(facts),
    ...deliveryWaits(facts),
  ].filter((wait) => wait !== undefined);

/** How long an order may stand still unless the operator says otherwise: issue "Nothing is lost", §4 of the design. */
export const GRACE_MS = 30_000;

const ageOf = (ms: number): string => (ms < 120_000 ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min`);

/** X3: what has not come within `graceMs`: I4 no unknown, I10 what is paid is granted, I11 what took place is told, I17 nobody is waited for. */
export const settlementViolations = (facts: OrderFacts, nowMs: number, graceMs = GRACE_MS): readonly Violation[] =>
  waitsOf(facts)
    .filter(({ sinceMs }) => nowMs - sinceMs >= graceMs)
    .map(({ invariant, what, service, event, sinceMs }) => ({
      invariant,
      subject: facts.order,
      says: `${what}; waits for ${service} (${event}) for ${ageOf(nowMs - sinceMs)}`,
    }));
