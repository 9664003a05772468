// I2: what an event must come after, and what it may not come after. Within one subject, by position.
import { type Event, minorOf } from './evidence.ts';
import type { Verdicts } from './verdicts.ts';

interface Rule {
  readonly stream: string;
  /** One of these came before. `@` at its end: about the same operation, entitlement or mail. */
  readonly after: readonly string[];
  /** None of these did. */
  readonly not: readonly string[];
}

const rule = (stream: string, after: string, not: string): Rule => ({ stream, after: words(after), not: words(not) });
const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

const movement = (noun: string, done: string): Readonly<Record<string, Rule>> => ({
  [`${noun}Requested`]: rule('order', 'OrderPlaced', `${noun}Requested@`),
  [`${noun}Submitted`]: rule('payment', `${noun}Requested@`, `${noun}Submitted@ ${done}@ ${noun}Failed@`),
  [done]: rule('payment', `${noun}Submitted@`, `${done}@ ${noun}Failed@`),
  [`${noun}Failed`]: rule('payment', `${noun}Requested@`, `${done}@ ${noun}Failed@`),
});

/** Who works with a store and with which keys: of its own subject, each event by itself. */
const access =
  'UserInvited InvitationWithdrawn UserJoined UserRoleChanged UserRemoved UserSignedIn UserSecurityChanged ApiKeyIssued ApiKeyRevoked StoreChanged ParkedEventsRedriven ReportScheduleChanged OperatorActed UserSignInFailed';

const outcomes = 'PaymentAuthorized PaymentDeclined AuthorizationUnknown OrderRejected';
const rules: Readonly<Record<string, Rule>> = {
  OrderPlaced: rule('order', '', 'OrderPlaced'),
  MailRequested: rule('order', 'OrderPlaced', 'MailRequested@'),
  RefundApprovalRequested: rule('order', 'OrderPlaced', 'RefundApprovalRequested@'),
  RefundApprovalResolved: rule('order', 'RefundApprovalRequested@', 'RefundApprovalResolved@'),
  DownloadsReissueRequested: rule('order', 'OrderPlaced', 'DownloadsReissueRequested@'),
  OrderPriced: rule('pricing', 'OrderPlaced', 'OrderPriced OrderPricingFailed'),
  OrderPricingFailed: rule('pricing', 'OrderPlaced', 'OrderPriced OrderPricingFailed'),
  FraudAssessed: rule('fraud', 'OrderPriced', 'FraudAssessed'),
  FraudReviewResolved: rule('fraud', 'FraudAssessed', 'FraudReviewResolved'),
  AuthorizationRequested: rule('payment', 'FraudAssessed', `AuthorizationRequested ${outcomes}`),
  PaymentAuthorized: rule('payment', 'AuthorizationRequested FraudAssessed', outcomes),
  PaymentDeclined: rule('payment', 'AuthorizationRequested', outcomes),
  AuthorizationUnknown: rule('payment', 'AuthorizationRequested', outcomes),
  AuthorizationReversed: rule('payment', 'AuthorizationUnknown', 'AuthorizationReversed'),
  AuthorizationExpired: rule('payment', 'PaymentAuthorized', 'AuthorizationExpired'),
  OrderRejected: rule('payment', 'FraudAssessed', `AuthorizationRequested ${outcomes}`),
  ...movement('Capture', 'PaymentCaptured'),
  ...movement('Void', 'PaymentVoided'),
  ...movement('Refund', 'PaymentRefunded'),
  CreditPlaced: rule('order', '', 'CreditPlaced OrderPlaced'),
  CreditSubmitted: rule('payment', 'CreditPlaced@', 'CreditSubmitted CreditSettled CreditDeclined'),
  CreditSettled: rule('payment', 'CreditSubmitted@', 'CreditSettled CreditDeclined'),
  CreditDeclined: rule('payment', 'CreditPlaced@', 'CreditSettled CreditDeclined'),
  DownloadsGranted: rule('delivery', 'PaymentCaptured', 'DownloadsGranted@'),
  DownloadsReissued: rule('delivery', 'DownloadsGranted', ''),
  DownloadStarted: rule('delivery', 'DownloadsGranted@', 'DownloadAccessRevoked@'),
  DownloadCompleted: rule('delivery', 'DownloadsGranted@', ''),
  DownloadAccessRevoked: rule('delivery', 'DownloadsGranted@', 'DownloadAccessRevoked@'),
  DownloadAccessClosed: rule('delivery', 'DownloadsGranted', ''),
  MailSent: rule('notice', 'PaymentCaptured PaymentRefunded CreditSettled', 'MailSent@ MailFailed@'),
  // Also of one that was sent and came back.
  MailFailed: rule('notice', 'PaymentCaptured PaymentRefunded CreditSettled', 'MailFailed@'),
  CustomerForgotten: rule('customers', '', ''),
  ...Object.fromEntries(words(access).map((type) => [type, rule('access', '', '')])),
};
const settings = (stream: string): Rule => rule(stream.endsWith('-settings') ? stream : '…-settings', '', '');
/** A sale's capture comes with its authorization, and asks for none of its own. */
const saleCapture = rule('payment', 'PaymentAuthorized', 'PaymentCaptured');

const isKnown = (type: string): boolean => type === 'SettingsChanged' || rules[type] !== undefined;

/** What an event is about: operations, entitlements, mails; several where it grants or revokes several things. */
const namesOf = ({ type, stream, header, data }: Event): readonly string[] => {
  if (type === 'DownloadsGranted')
    return (data.entitlements ?? []).map((one: { index?: number }) => `entitlement ${one.index ?? 0}`);
  if (type === 'DownloadAccessRevoked') return (data.entitlements ?? []).map((index: number) => `entitlement ${index}`);
  if (stream === 'delivery') return [`entitlement ${data.entitlement ?? 0}`];
  if (stream === 'notice') return [`${data.kind} ${data.operation} ${data.request ?? ''}`];
  if (type === 'RefundApprovalResolved') return [String(data.approval)];
  return [stream === 'order' ? header.id : String(data.operation)];
};

const ruleOf = ({ type, data }: Event): Rule | undefined =>
  type === 'PaymentCaptured' && data.isSale === true ? saleCapture : rules[type];

/** What is wrong with one thing that an event says, by what came before. */
const outOfPlace = ({ after, not }: Rule, name: string, seen: ReadonlySet<string>): string | undefined => {
  const isSeen = (word: string): boolean => seen.has(word.endsWith('@') ? `${word}${name}` : word);
  if (after.length > 0 && !after.some(isSeen)) return `came before any of ${after.join(', ')}`;
  const before = not.find(isSeen);
  return before && `came after ${before}`;
};

const misplaced = (event: Event, seen: ReadonlySet<string>, reached: number): string | undefined => {
  const { type, stream, version } = event;
  if (version !== reached + 1) return `${stream} has version ${version} where ${reached + 1} belongs`;
  const found = type === 'SettingsChanged' ? settings(stream) : ruleOf(event);
  if (found === undefined) return undefined;
  if (found.stream !== stream) return `${type} lies in ${stream}`;
  const [first] = namesOf(event).flatMap((name) => outOfPlace(found, name, seen) ?? []);
  return first && `${type} ${first}`;
};

/** What is wrong with a refund that says a second person approved it, by what came before. */
const unapproved = ({ type, data }: Event, before: readonly Event[]): string | undefined => {
  if (type !== 'RefundRequested' || !data.approval) return undefined;
  const asked = before.find((one) => one.type === 'RefundApprovalRequested' && one.header.id === data.approval);
  const said = before.find((one) => one.type === 'RefundApprovalResolved' && one.data.approval === data.approval);
  const faults: readonly (readonly [boolean, string])[] = [
    [said?.data.decision !== 'approve', 'nobody approved'],
    [asked?.header.actor?.on === said?.header.actor?.on, 'that who asked for it approved'],
    [minorOf(asked?.data.amount) !== minorOf(data.amount), 'of another amount than was approved'],
    [before.some((one) => one.type === 'RefundRequested' && one.data.approval === data.approval), 'that was approved once'],
  ];
  return faults.filter(([isFault]) => isFault).map(([, says]) => `a refund ${says}`)[0];
};

/** `events`: all of one subject, by position. */
export const judgeHistory = (events: readonly Event[], verdicts: Verdicts): void => {
  const seen = new Set<string>();
  const reached = new Map<string, number>();
  const [first] = events;
  const begins = first?.header.subject.kind !== 'order' || first.type === 'OrderPlaced' || first.type === 'CreditPlaced';
  verdicts.judge('I2', first?.subject ?? '', begins ? undefined : 'it does not begin with being placed');
  for (const [index, event] of events.entries()) {
    verdicts.judge('I2', event.subject, unapproved(event, events.slice(0, index)));
    if (!isKnown(event.type)) verdicts.lacks('I2', `a rule for ${event.type}, which is of a later release`);
    verdicts.judge('I2', event.subject, misplaced(event, seen, reached.get(event.stream) ?? 0));
    reached.set(event.stream, event.version);
    seen.add(event.type);
    for (const name of namesOf(event)) seen.add(`${event.type}@${name}`);
  }
};
