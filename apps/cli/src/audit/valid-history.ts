import { type LoggedEvent, minorOf, type Violation } from './logged-event.js';

/** What may follow what within one thread of a history; '' is its beginning. What is not here ends the thread. */
type States = Readonly<Record<string, readonly string[]>>;

/** An operation that a merchant asks for: `CaptureRequested`, `CaptureSubmitted`, then `PaymentCaptured` or
 *  `CaptureFailed`. */
const operation = (noun: string, done: string): States => ({
  '': [`${noun}Requested`],
  [`${noun}Requested`]: [`${noun}Submitted`, `${noun}Failed`],
  [`${noun}Submitted`]: [done, `${noun}Failed`],
});

/** What a person of a store does, or is done to; in any order, as somebody who was removed may come back. */
const personal = ['UserRoleChanged', 'UserRemoved', 'UserSignedIn', 'UserSignInFailed', 'UserSecurityChanged'];

/** What is done to a store itself, or by its people for all of it. */
const ofStore = ['StoreChanged', 'ParkedEventsRedriven', 'ReportScheduleChanged', 'OperatorActed'];

/** The auditor's own picture of a valid history. An order's history is several threads: each operation on its money is
 *  one, each mail, each download. How threads interleave is free; within one the order of events is not. */
const threads: Readonly<Record<string, States>> = {
  placement: { '': ['OrderPlaced'] },
  pricing: { '': ['OrderPriced', 'OrderPricingFailed'] },
  fraud: { '': ['FraudAssessed'], FraudAssessed: ['FraudReviewResolved'] },
  authorization: {
    '': ['AuthorizationRequested', 'PaymentAuthorized', 'OrderRejected'],
    AuthorizationRequested: ['PaymentAuthorized', 'PaymentDeclined', 'AuthorizationUnknown'],
    PaymentAuthorized: ['PaymentCaptured', 'AuthorizationExpired'],
    AuthorizationUnknown: ['AuthorizationReversed'],
  },
  capture: operation('Capture', 'PaymentCaptured'),
  void: operation('Void', 'PaymentVoided'),
  refund: operation('Refund', 'PaymentRefunded'),
  // It begins its order, in the place of everything above.
  credit: {
    '': ['CreditPlaced'],
    CreditPlaced: ['CreditSubmitted', 'CreditDeclined'],
    CreditSubmitted: ['CreditSettled', 'CreditDeclined'],
  },
  download: {
    '': ['DownloadsGranted'],
    DownloadsGranted: ['DownloadStarted', 'DownloadCompleted', 'DownloadAccessRevoked', 'DownloadsReissued'],
    DownloadStarted: ['DownloadStarted', 'DownloadCompleted', 'DownloadAccessRevoked', 'DownloadsReissued'],
    DownloadCompleted: ['DownloadStarted', 'DownloadCompleted', 'DownloadAccessRevoked', 'DownloadsReissued'],
    DownloadsReissued: ['DownloadStarted', 'DownloadCompleted', 'DownloadAccessRevoked', 'DownloadsReissued'],
    DownloadAccessRevoked: ['DownloadCompleted'],
  },
  reissue: { '': ['DownloadsReissueRequested'] },
  // A later capture opens it again, and so do new links.
  access: { '': ['DownloadAccessClosed'], DownloadAccessClosed: ['DownloadAccessClosed'] },
  mail: { '': ['MailRequested', 'MailSent', 'MailFailed'], MailRequested: ['MailSent', 'MailFailed'], MailSent: ['MailFailed'] },
  settings: { '': ['SettingsChanged'], SettingsChanged: ['SettingsChanged'] },
  note: { '': ['NoteAdded'] },
  approval: { '': ['RefundApprovalRequested'], RefundApprovalRequested: ['RefundApprovalResolved'] },
  // A store's first owner was not invited, nor was its first key issued by anybody.
  invitation: { '': ['UserInvited', 'InvitationWithdrawn', 'UserJoined'], UserInvited: ['InvitationWithdrawn', 'UserJoined'] },
  key: { '': ['ApiKeyIssued', 'ApiKeyRevoked'], ApiKeyIssued: ['ApiKeyRevoked'] },
  store: Object.fromEntries(['', ...ofStore].map((before) => [before, ofStore])),
  // Who was forgotten may order again.
  customer: { '': ['CustomerForgotten'], CustomerForgotten: ['CustomerForgotten'] },
  entry: {
    '': ['FraudListEntryAdded'],
    // Anew, when its time was over.
    FraudListEntryAdded: ['FraudListEntryAdded', 'FraudListEntryRemoved'],
    FraudListEntryRemoved: ['FraudListEntryAdded'],
  },
  person: Object.fromEntries(['', ...personal].map((before) => [before, personal])),
};

const streams: Readonly<Record<string, readonly string[]>> = {
  order: [
    ...['OrderPlaced', 'CaptureRequested', 'VoidRequested', 'RefundRequested', 'DownloadsReissueRequested'],
    ...['MailRequested', 'NoteAdded', 'CreditPlaced', 'RefundApprovalRequested', 'RefundApprovalResolved'],
  ],
  pricing: ['OrderPriced', 'OrderPricingFailed'],
  fraud: ['FraudAssessed', 'FraudReviewResolved'],
  payment: [
    ...['AuthorizationRequested', 'PaymentAuthorized', 'PaymentDeclined', 'AuthorizationUnknown', 'AuthorizationReversed'],
    ...['AuthorizationExpired', 'CaptureSubmitted', 'PaymentCaptured', 'CaptureFailed', 'VoidSubmitted', 'PaymentVoided'],
    ...['VoidFailed', 'RefundSubmitted', 'PaymentRefunded', 'RefundFailed', 'OrderRejected'],
    ...['CreditSubmitted', 'CreditSettled', 'CreditDeclined'],
  ],
  delivery: [
    ...['DownloadsGranted', 'DownloadStarted', 'DownloadCompleted', 'DownloadAccessRevoked', 'DownloadAccessClosed'],
    'DownloadsReissued',
  ],
  notice: ['MailSent', 'MailFailed'],
  access: ['UserInvited', 'InvitationWithdrawn', 'UserJoined', ...personal, ...ofStore, 'ApiKeyIssued', 'ApiKeyRevoked'],
  customers: ['CustomerForgotten'],
  'fraud-lists': ['FraudListEntryAdded', 'FraudListEntryRemoved'],
  ...Object.fromEntries(
    ['fraud', 'pricing', 'payment', 'delivery', 'notice', 'refund'].map((area) => [`${area}-settings`, ['SettingsChanged']]),
  ),
};

const known: ReadonlySet<string> = new Set(Object.values(streams).flat());

/** Whether the auditor can judge such an event; one of a later release it cannot. */
export const isKnownType = (type: string): boolean => known.has(type);

/** What a movement of money is. */
export type MovementKind = 'capture' | 'void' | 'refund' | 'credit';
type OperationThread = 'authorization' | MovementKind;

/** `PaymentCaptured` ends the authorization of a sale, and is a capture all the same: the later line holds. */
const operationThreads: ReadonlyMap<string, OperationThread> = new Map(
  (['authorization', 'capture', 'void', 'refund', 'credit'] as const).flatMap((kind) =>
    Object.values(threads[kind] ?? {}).flatMap((after) => after.map((type) => [type, kind] as const)),
  ),
);

/** Which operation on the money an event is of, as the auditor sees it; `OrderRejected` is of the authorization, in whose place it stands.
 *  Undefined for one that is of none. */
export const operationThreadOf = (type: string): OperationThread | undefined => operationThreads.get(type);

/** A thread: its kind, and what tells it from others of its kind. */
type Thread = readonly [kind: string, name: string];

const paymentThread = ({ type, data }: LoggedEvent): Thread => {
  const kind =
    type === 'PaymentCaptured' && data.isSale === true ? 'authorization' : (operationThreadOf(type) ?? 'authorization');
  return [kind, kind === 'authorization' ? '' : String(data.operation)];
};

/** Threads of the stream `order` that are no operation's. */
const named: Readonly<Record<string, string>> = {
  MailRequested: 'mail',
  NoteAdded: 'note',
  RefundApprovalRequested: 'approval',
  RefundApprovalResolved: 'approval',
};

const accessThread = ({ type, data }: LoggedEvent): Thread => {
  if (ofStore.includes(type)) return ['store', ''];
  if (type.startsWith('ApiKey')) return ['key', String(data.key)];
  return personal.includes(type) ? ['person', String(data.user)] : ['invitation', String(data.invitation || data.user)];
};

/** The threads of an event, by its stream; several for one that grants or revokes several things. */
const threadsIn: Readonly<Record<string, (event: LoggedEvent) => readonly Thread[]>> = {
  order: ({ type, id, data }) => {
    if (type === 'OrderPlaced') return [['placement', '']];
    const name = type === 'RefundApprovalResolved' ? String(data.approval) : id;
    return [[named[type] ?? operationThreadOf(type) ?? 'reissue', name]];
  },
  payment: (event) => [paymentThread(event)],
  delivery: ({ type, data }) =>
    type === 'DownloadAccessClosed' ? [['access', '']] : entitlementsOf(type, data).map((index) => ['download', String(index)]),
  access: (event) => [accessThread(event)],
  customers: ({ data }) => [['customer', String(data.customer)]],
  'fraud-lists': () => [['entry', '']], // each entry of a list is a subject of its own
  notice: ({ data }) => [['mail', data.request || `${data.kind} ${data.operation}`]],
};

const threadsOf = (event: LoggedEvent): readonly Thread[] =>
  threadsIn[event.stream]?.(event) ?? [[event.stream.endsWith('-settings') ? 'settings' : event.stream, '']];

const entitlementsOf = (type: string, data: LoggedEvent['data']): readonly (number | string)[] => {
  if (type === 'DownloadsGranted') return (data.entitlements ?? []).map((one: { index?: number }) => one.index ?? 0);
  if (type === 'DownloadAccessRevoked') return data.entitlements ?? [];
  if (type === 'DownloadsReissued') return (data.links ?? []).map((one: { entitlement?: number }) => one.entitlement ?? 0);
  return [data.entitlement ?? 0];
};

/** Each stream's versions are 1..n without gap, and hold only what belongs there. */
const streamFindings = (events: readonly LoggedEvent[]): readonly string[] => {
  const reached = new Map<string, number>();
  const found: string[] = [];
  for (const { stream, version, type } of events) {
    const next = (reached.get(stream) ?? 0) + 1;
    if (version !== next) found.push(`${stream} has version ${version} where ${next} belongs`);
    if (isKnownType(type) && streams[stream]?.includes(type) !== true) found.push(`${type} lies in ${stream}`);
    reached.set(stream, version);
  }
  return found;
};

const threadFindings = (events: readonly LoggedEvent[]): readonly string[] => {
  const last = new Map<string, string>();
  const found: string[] = [];
  for (const event of events.filter(({ type }) => isKnownType(type))) {
    for (const [kind, name] of threadsOf(event)) {
      const thread = `${kind} ${name}`.trim();
      const before = last.get(thread) ?? '';
      if (threads[kind]?.[before]?.includes(event.type) !== true)
        found.push(`${event.type} follows ${before || 'nothing'} in ${thread}`);
      last.set(thread, event.type);
    }
  }
  return found;
};

type Of = (type: string) => readonly LoggedEvent[];

/** What single steps do not show. */
const wholeFindings = (events: readonly LoggedEvent[], of: Of): readonly string[] => {
  const found: string[] = [];
  const placed = of('OrderPlaced').length + of('CreditPlaced').length;
  if (placed === 0) found.push('it was never placed');
  if (placed > 1) found.push('it was placed twice');
  const [assessed] = of('FraudAssessed');
  if (of('FraudReviewResolved').length > 0 && assessed?.data.decision !== 'review')
    found.push('its review was resolved, and it was not held');
  const wasAsked = of('AuthorizationRequested').length > 0;
  if (!wasAsked && of('PaymentAuthorized').some(({ data }) => minorOf(data.amount) !== 0n))
    found.push('money was authorized that nobody asked for');
  const closedAt = of('DownloadAccessClosed')[0]?.position;
  const isLate = ({ position }: LoggedEvent): boolean => closedAt !== undefined && position > closedAt;
  const granted = [...of('DownloadsGranted'), ...of('DownloadsReissued')].filter(isLate);
  if (granted.length === 0 && events.some((event) => event.type === 'DownloadStarted' && isLate(event)))
    found.push('a download began after access was closed');
  return found;
};

/** Refunds that a second person approved: another one than who asked, once, and for the amount that was shown. */
const approvalFindings = (of: Of): readonly string[] => {
  const refunds = of('RefundRequested').filter(({ data }) => data.approval);
  const asked = new Map(of('RefundApprovalRequested').map((event) => [event.id, event]));
  const approved = of('RefundApprovalResolved').filter(({ data }) => data.decision === 'approve');
  return refunds.flatMap(({ data: { approval, amount }, position }, index) => {
    const [first, second] = [asked.get(approval), approved.find(({ data }) => data.approval === approval)];
    if (first === undefined || second === undefined || second.position > position)
      return ['a refund was not approved that says so'];
    const faults: readonly (readonly [boolean, string])[] = [
      [first.on === second.on, 'a refund was approved by who asked for it'],
      [minorOf(first.data.amount) !== minorOf(amount), 'a refund is of another amount than was approved'],
      [refunds.findIndex(({ data }) => data.approval === approval) !== index, 'two refunds are of one approval'],
    ];
    return faults.filter(([isFault]) => isFault).map(([, says]) => says);
  });
};

/** I2: the streams' versions are whole, and each event may follow the one before in its thread. `events`: all of one
 *  subject, by position. */
export const historyViolations = (events: readonly LoggedEvent[]): readonly Violation[] => {
  const [first] = events;
  if (first === undefined) return [];
  const byType = Map.groupBy(events, ({ type }) => type);
  const of: Of = (type) => byType.get(type) ?? [];
  const found = [
    ...streamFindings(events),
    ...threadFindings(events),
    ...(first.kind === 'order' ? [...wholeFindings(events, of), ...approvalFindings(of)] : []),
  ];
  return found.map((says) => ({ invariant: 'I2', subject: first.subject, says }));
};
