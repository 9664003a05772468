// The checker's own fold: what an order has come to.
import { bareId, type Event, minorOf } from './evidence.ts';

export type MovementKind = 'capture' | 'void' | 'refund' | 'credit';
export type RequestKind = Exclude<MovementKind, 'credit'> | 'mail' | 'reissue';

export interface Movement {
  readonly kind: MovementKind;
  state: 'requested' | 'submitted' | 'done' | 'failed';
  amount: bigint;
  isFinal: boolean;
  /** YYYY-MM-DD of its last event. */
  day: string;
  /** Of a credit: its customer has no address, and is not told. */
  isSilent?: boolean;
}

export interface Grant {
  readonly line: number;
  /** Each buyer gets a copy of their own, of which the log knows neither size nor digest. */
  readonly isCopy: boolean;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** How many complete downloads its present links are good for, of which generation they are, and how many there were of them. */
  downloads: number;
  generation: number;
  fetched: number;
  /** By links of any generation. */
  completed: number;
  isRevoked: boolean;
}

export interface Mail {
  readonly name: string;
  readonly messageId: string;
  readonly isSent: boolean;
}

export interface OrderState {
  readonly order: string;
  readonly merchant: string;
  readonly mode: string;
  currency: string;
  isSale: boolean;
  total: bigint | undefined;
  decision: string;
  authorization: 'none' | 'asked' | 'authorized' | 'declined' | 'unknown' | 'reversed' | 'rejected' | 'unpriced';
  processor: string;
  authorized: bigint;
  expired: bigint;
  /** By the operation's bare id; a sale's capture by that of its event. */
  readonly movements: Map<string, Movement>;
  /** By line of the order: a file was sold. */
  readonly soldLines: Set<number>;
  readonly grants: Map<number, Grant>;
  isClosed: boolean;
  readonly mails: Mail[];
  /** All that was asked for beside the order itself, by the request's bare id. */
  readonly requests: Map<string, RequestKind>;
  /** What of it was asked of a service beside money and is not answered. */
  readonly asked: Map<string, 'mail' | 'reissue'>;
  /** Requests for new links that were answered with some, by their bare id: whether the customer is to be told. */
  readonly issued: Map<string, boolean>;
  /** Events of which two say the same, by what they say. */
  readonly repeated: string[];
}

type Apply = (state: OrderState, event: Event) => void;

const movementOf = (state: OrderState, kind: MovementKind, id: string): Movement => {
  const key = bareId(id);
  const known = state.movements.get(key) ?? { kind, state: 'requested', amount: 0n, isFinal: false, day: '' };
  state.movements.set(key, known);
  return known;
};

const requested =
  (kind: Exclude<MovementKind, 'credit'>): Apply =>
  (state, { header, data }) => {
    state.requests.set(bareId(header.id), kind);
    Object.assign(movementOf(state, kind, header.id), { amount: minorOf(data.amount), isFinal: data.isFinal === true });
  };

/** The lines of which a capture delivers a file. */
const filesIn = ({ deliverables = [] }: { deliverables?: readonly { line?: number; forms?: object[] }[] }): readonly number[] =>
  deliverables.filter(({ forms = [] }) => forms.some((form) => 'file' in form)).map(({ line = 0 }) => line);

const moved =
  (kind: MovementKind, to: Movement['state']): Apply =>
  (state, { header, data }) => {
    const isSale = kind === 'capture' && data.isSale === true;
    const movement = movementOf(state, kind, isSale ? header.id : data.operation);
    const isFinal = movement.isFinal || data.isFinal === true;
    const amount = data.amount === undefined ? movement.amount : minorOf(data.amount);
    Object.assign(movement, { state: to, amount, isFinal, day: header.occurredAt.slice(0, 10) });
    for (const line of filesIn(data)) state.soldLines.add(line);
  };

const authorization =
  (to: OrderState['authorization']): Apply =>
  (state) => {
    state.authorization = to;
  };

const granted: Apply = (state, { data }) => {
  for (const { index = 0, line = 0, downloads = 1, file } of data.entitlements ?? []) {
    if (state.grants.has(index)) state.repeated.push(`entitlement ${index} was granted twice`);
    state.isClosed = false;
    if (file === undefined) continue;
    const { sha256 = '', sizeBytes = '0' } = file;
    state.grants.set(index, {
      line,
      isCopy: 'stamp' in file,
      sha256,
      sizeBytes: Number(sizeBytes),
      downloads,
      generation: 0,
      fetched: 0,
      completed: 0,
      isRevoked: false,
    });
  }
};

const mailed =
  (isSent: boolean): Apply =>
  (state, { data }) => {
    const name = `${data.kind} ${bareId(String(data.operation))} ${bareId(data.request ?? '')}`.trim();
    state.asked.delete(bareId(data.request ?? ''));
    // One that was sent may come back, once.
    const isEnded = state.mails.some((mail) => mail.name === name && (isSent || !mail.isSent));
    if (isEnded) state.repeated.push(`the ${name} mail is recorded twice`);
    state.mails.push({ name, messageId: data.messageId ?? '', isSent });
  };

const asked =
  (what: 'mail' | 'reissue'): Apply =>
  (state, { header }) => {
    state.requests.set(bareId(header.id), what);
    state.asked.set(bareId(header.id), what);
  };

/** New links are good for so many complete downloads from now on. */
const reissued: Apply = (state, { data }) => {
  state.asked.delete(bareId(data.request ?? ''));
  if ((data.links ?? []).length > 0) state.issued.set(bareId(data.request ?? ''), data.isTold === true);
  for (const { entitlement = 0, downloads = 1, generation = 0 } of data.links ?? []) {
    Object.assign(state.grants.get(entitlement) ?? {}, { downloads, generation, fetched: 0 });
    state.isClosed = false;
  }
};

const applies: Readonly<Record<string, Apply>> = {
  OrderPlaced: (state, { data }) => Object.assign(state, { currency: data.currency, isSale: data.type === 'sale' }),
  OrderPriced: (state, { data }) => Object.assign(state, { total: minorOf(data.total) }),
  OrderPricingFailed: authorization('unpriced'),
  FraudAssessed: (state, { data }) => Object.assign(state, { decision: data.decision }),
  FraudReviewResolved: (state, { data }) => Object.assign(state, { decision: data.decision }),
  AuthorizationRequested: (state, { data }) => Object.assign(state, { authorization: 'asked', processor: data.processor ?? '' }),
  PaymentAuthorized: (state, { data }) =>
    Object.assign(state, { authorization: 'authorized', authorized: state.authorized + minorOf(data.amount) }),
  PaymentDeclined: authorization('declined'),
  AuthorizationUnknown: authorization('unknown'),
  AuthorizationReversed: authorization('reversed'),
  OrderRejected: authorization('rejected'),
  AuthorizationExpired: (state, { data }) => Object.assign(state, { expired: state.expired + minorOf(data.amount) }),
  CaptureRequested: requested('capture'),
  CaptureSubmitted: moved('capture', 'submitted'),
  PaymentCaptured: moved('capture', 'done'),
  CaptureFailed: moved('capture', 'failed'),
  VoidRequested: requested('void'),
  VoidSubmitted: moved('void', 'submitted'),
  PaymentVoided: moved('void', 'done'),
  VoidFailed: moved('void', 'failed'),
  // Whoever asked for a refund that waits for a second person asked for no other; that one is asked for by whoever approves it.
  RefundApprovalRequested: (state, { header }) => state.requests.set(bareId(header.id), 'refund'),
  RefundRequested: requested('refund'),
  RefundSubmitted: moved('refund', 'submitted'),
  PaymentRefunded: moved('refund', 'done'),
  RefundFailed: moved('refund', 'failed'),
  CreditPlaced: (state, event) => {
    // The order is the credit: whoever asked for one asked for the other.
    Object.assign(state, { currency: event.data.amount?.currency ?? '' });
    Object.assign(movementOf(state, 'credit', event.header.id), { amount: minorOf(event.data.amount) });
  },
  CreditSubmitted: moved('credit', 'submitted'),
  CreditSettled: (state, event) => {
    moved('credit', 'done')(state, event);
    movementOf(state, 'credit', event.data.operation).isSilent = event.data.isTold !== true;
  },
  CreditDeclined: moved('credit', 'failed'),
  DownloadsGranted: granted,
  DownloadsReissueRequested: asked('reissue'),
  DownloadsReissued: reissued,
  MailRequested: asked('mail'),
  DownloadCompleted: (state, { data }) => {
    const grant = state.grants.get(Number(data.entitlement ?? 0));
    if (grant === undefined) return;
    grant.completed += 1;
    grant.fetched += (data.generation ?? 0) >= grant.generation ? 1 : 0;
  },
  DownloadAccessRevoked: (state, { data }) => {
    for (const index of data.entitlements ?? []) Object.assign(state.grants.get(index) ?? {}, { isRevoked: true });
  },
  DownloadAccessClosed: (state) => Object.assign(state, { isClosed: true }),
  MailSent: mailed(true),
  MailFailed: mailed(false),
};

/** `events`: all of one order, by position. */
export const foldOrder = (events: readonly Event[]): OrderState => {
  const [first] = events;
  const state: OrderState = {
    order: first?.subject ?? '',
    merchant: first?.header.merchant ?? '',
    mode: first?.header.mode ?? '',
    currency: '',
    isSale: false,
    total: undefined,
    decision: '',
    authorization: 'none',
    processor: '',
    authorized: 0n,
    expired: 0n,
    movements: new Map(),
    soldLines: new Set(),
    grants: new Map(),
    isClosed: false,
    mails: [],
    requests: new Map(),
    asked: new Map(),
    issued: new Map(),
    repeated: [],
  };
  for (const event of events) applies[event.type]?.(state, event);
  return state;
};

export const movedIn = ({ movements }: OrderState, kind: MovementKind, state: Movement['state'] = 'done'): bigint =>
  [...movements.values()].filter((one) => one.kind === kind && one.state === state).reduce((sum, { amount }) => sum + amount, 0n);

/** Authorized and given up for good. */
export const releasedIn = (state: OrderState): bigint => {
  const isFinished = [...state.movements.values()].some((one) => one.kind === 'capture' && one.state === 'done' && one.isFinal);
  return isFinished ? state.authorized - movedIn(state, 'capture') : movedIn(state, 'void') + state.expired;
};

const paidStatus = (state: OrderState): string => {
  const [captured, refunded] = [movedIn(state, 'capture'), movedIn(state, 'refund')];
  if (refunded > 0n) return refunded === captured ? 'refunded' : 'partially_refunded';
  const isTaken = [...state.movements.values()].some((one) => one.kind === 'capture' && one.state === 'done');
  if (isTaken) return 'approved';
  if (releasedIn(state) > 0n) return state.expired > 0n ? 'expired' : 'voided';
  return state.isSale ? 'pending' : 'approved';
};

const creditStatuses = { requested: 'pending', submitted: 'pending', done: 'credited', failed: 'declined' } as const;

/** The one movement of an order that gives money to a card without a sale. */
export const creditIn = ({ movements }: OrderState): Movement | undefined =>
  [...movements.values()].find(({ kind }) => kind === 'credit');

/** Whether what was placed came about: an order was authorized, or a credit given. */
export const isApproved = (state: OrderState): boolean =>
  state.authorization === 'authorized' || creditIn(state)?.state === 'done';

/** The one word for where an order stands. */
export const statusIn = (state: OrderState): string => {
  const credit = creditIn(state);
  if (credit !== undefined) return creditStatuses[credit.state];
  const { authorization: outcome, decision } = state;
  if (outcome === 'rejected' || outcome === 'unpriced' || decision === 'reject') return 'rejected';
  if (outcome === 'declined' || outcome === 'unknown' || outcome === 'reversed') return 'declined';
  if (outcome === 'authorized') return paidStatus(state);
  return decision === 'review' ? 'review' : 'pending';
};
