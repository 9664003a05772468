/** The auditor's own picture of a lawful history. It shares no code with the services or their fold, so that a mistake there is not made here too. */

export interface LoggedEvent {
  readonly position: bigint;
  readonly order: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the auditor reads the stored JSON itself, not the contract's types
  readonly data: any;
}

export interface Violation {
  readonly invariant: string;
  readonly order: string;
  readonly says: string;
}

/** What may follow what, in one stream; '' is its beginning. What is not here ends the stream. */
const lawful: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  order: { '': ['OrderPlaced'], OrderPlaced: ['CaptureRequested'] },
  pricing: { '': ['OrderPriced', 'OrderPricingFailed'] },
  fraud: { '': ['FraudAssessed'] },
  payment: {
    '': ['AuthorizationRequested', 'OrderRejected'],
    AuthorizationRequested: ['PaymentAuthorized', 'PaymentDeclined', 'AuthorizationTimedOut'],
    PaymentAuthorized: ['PaymentCaptured', 'CaptureSubmitted'],
    CaptureSubmitted: ['PaymentCaptured'],
    AuthorizationTimedOut: ['AuthorizationReversed'],
  },
  delivery: {
    '': ['DownloadsGranted'],
    DownloadsGranted: ['DownloadStarted', 'DownloadCompleted'],
    DownloadStarted: ['DownloadStarted', 'DownloadCompleted'],
    DownloadCompleted: ['DownloadStarted', 'DownloadCompleted', 'DownloadAccessClosed'],
  },
  notice: { '': ['ReceiptSent', 'ReceiptFailed'] },
};

const streamsOf = (events: readonly LoggedEvent[]): Map<string, LoggedEvent[]> => {
  const streams = new Map<string, LoggedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return streams;
};

const unlawfulSteps = (stream: string, events: readonly LoggedEvent[]): readonly string[] => {
  const found: string[] = [];
  let last = '';
  for (const [index, { type, version }] of events.entries()) {
    if (version !== index + 1) found.push(`${stream} has version ${version} where ${index + 1} belongs`);
    if (!lawful[stream]?.[last]?.includes(type)) found.push(`${type} follows ${last || 'nothing'} in ${stream}`);
    last = type;
  }
  return found;
};

/** I2: the streams' versions are whole, and each event may follow the one before. */
export const historyViolations = (events: readonly LoggedEvent[]): readonly Violation[] => {
  const order = events[0]?.order ?? '';
  const steps = [...streamsOf(events)].flatMap(([stream, own]) => unlawfulSteps(stream, own));
  const headless = events.some(({ type }) => type === 'OrderPlaced') ? [] : ['it was never placed'];
  return [...headless, ...steps].map((says) => ({ invariant: 'I2', order, says }));
};

/** What the rest of the audit needs to know of one order. */
export interface OrderFacts {
  readonly order: string;
  readonly total: bigint | undefined;
  readonly authorized: bigint | undefined;
  readonly captured: bigint | undefined;
  readonly currency: string;
  readonly merchant: string;
  /** The outcome at the acquirer is not known yet: asked, and neither answered nor reversed. */
  readonly isOpen: boolean;
  readonly isDeclined: boolean;
  readonly isPaid: boolean;
  readonly grantedLinks: number;
  readonly completed: ReadonlySet<number>;
  readonly isClosed: boolean;
  readonly receipts: number;
  readonly lastRecorded: number;
}

const amountOf = (event: LoggedEvent | undefined, name = 'amount'): bigint | undefined =>
  event === undefined ? undefined : BigInt(event.data[name]?.minor ?? 0);

export const factsOf = (
  events: readonly (LoggedEvent & { readonly merchant: string; readonly recordedAt: number })[],
): OrderFacts => {
  const of = (type: string): LoggedEvent | undefined => events.find((event) => event.type === type);
  const has = (type: string): boolean => of(type) !== undefined;
  return {
    order: events[0]?.order ?? '',
    merchant: events[0]?.merchant ?? '',
    currency: of('OrderPlaced')?.data.currency ?? '',
    total: amountOf(of('OrderPriced'), 'total'),
    authorized: amountOf(of('PaymentAuthorized')),
    captured: amountOf(of('PaymentCaptured')),
    isOpen:
      has('AuthorizationRequested') && !has('PaymentAuthorized') && !has('PaymentDeclined') && !has('AuthorizationReversed'),
    isDeclined: has('PaymentDeclined') || has('AuthorizationTimedOut') || has('OrderRejected'),
    isPaid: has('PaymentCaptured'),
    grantedLinks: of('DownloadsGranted')?.data.entitlements?.length ?? 0,
    completed: new Set(
      events.filter(({ type }) => type === 'DownloadCompleted').map(({ data }) => Number(data.entitlement ?? 0)),
    ),
    isClosed: has('DownloadAccessClosed'),
    receipts: events.filter(({ type }) => type === 'ReceiptSent').length,
    lastRecorded: Math.max(...events.map(({ recordedAt }) => recordedAt)),
  };
};

/** I5, I10, I11: what must hold between the streams of one order. */
export const orderViolations = (facts: OrderFacts): readonly Violation[] => {
  const { order, total, authorized, captured } = facts;
  const found: (readonly [string, string, boolean])[] = [
    ['I5', 'more was captured than authorized', captured !== undefined && captured > (authorized ?? 0n)],
    ['I5', 'another amount was authorized than priced', authorized !== undefined && authorized !== total],
    ['I4', 'it is declined and paid', facts.isDeclined && facts.isPaid],
    ['I10', 'downloads were granted on an order that is not paid', facts.grantedLinks > 0 && !facts.isPaid],
    ['I10', 'access was closed before every file had arrived', facts.isClosed && facts.completed.size < facts.grantedLinks],
    ['I11', 'a receipt went out for an order that is not paid', facts.receipts > 0 && !facts.isPaid],
    ['I11', 'more than one receipt is recorded', facts.receipts > 1],
  ];
  return found.filter(([, , isBroken]) => isBroken).map(([invariant, says]) => ({ invariant, order, says }));
};

/** What must have come to its end `graceMs` after the order's last event: I4 no unknown, I11 a receipt for what is paid. */
export const settlementViolations = (facts: OrderFacts, now: number, graceMs = 60_000): readonly Violation[] => {
  if (now - facts.lastRecorded < graceMs) return [];
  const { order } = facts;
  return [
    ...(facts.isOpen ? [{ invariant: 'I4', order, says: 'what became of the authorization is unknown' }] : []),
    ...(facts.isPaid && facts.receipts === 0 ? [{ invariant: 'I11', order, says: 'it is paid and has no receipt' }] : []),
  ];
};
