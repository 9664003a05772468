import { type LoggedEvent, minorOf } from './logged-event.js';
import { type MovementKind, operationThreadOf } from './valid-history.js';

/** One movement of money, as the auditor adds it up. */
export interface Movement {
  readonly kind: MovementKind;
  /** uuid; of a sale's capture that of PaymentCaptured. */
  readonly id: string;
  readonly requested: bigint | undefined;
  readonly state: 'requested' | 'submitted' | 'done' | 'failed';
  readonly amount: bigint;
  readonly isFinal: boolean;
  /** Of a refund: what its parts add up to. */
  readonly allocated: bigint | undefined;
  /** Of a credit: its customer has no address, and is not told. */
  readonly isSilent?: boolean;
  /** Milliseconds since 1970: when its last event was recorded. */
  readonly at: number;
}

/** An order's money by its log alone. Amounts in minor units. */
export interface PaymentBook {
  readonly processor: string;
  readonly authorization: 'none' | 'asked' | 'authorized' | 'declined' | 'unknown' | 'reversed' | 'rejected';
  readonly authorized: bigint;
  /** Milliseconds since 1970: when the authorization's last event was recorded. */
  readonly authorizedAt: number;
  readonly expired: bigint;
  readonly hasExpired: boolean;
  /** Milliseconds since 1970: until when the amount is held; undefined where nobody said. */
  readonly expiresAt: number | undefined;
  readonly movements: readonly Movement[];
  /** Moments at which an intent went out that the balance did not allow. */
  readonly overdrafts: readonly string[];
}

const nothing: PaymentBook = {
  processor: '',
  authorization: 'none',
  authorized: 0n,
  authorizedAt: 0,
  expired: 0n,
  hasExpired: false,
  expiresAt: undefined,
  movements: [],
  overdrafts: [],
};

const total = (movements: readonly Movement[], counts: (movement: Movement) => boolean): bigint =>
  movements.filter(counts).reduce((sum, { amount }) => sum + amount, 0n);

const isDone =
  (kind: Movement['kind']) =>
  (movement: Movement): boolean =>
    movement.kind === kind && movement.state === 'done';

export const capturedIn = ({ movements }: PaymentBook): bigint => total(movements, isDone('capture'));
export const refundedIn = ({ movements }: PaymentBook): bigint => total(movements, isDone('refund'));
export const creditedIn = ({ movements }: PaymentBook): bigint => total(movements, isDone('credit'));
/** The one movement of an order that gives money to a card without a sale. */
export const creditOf = ({ movements }: PaymentBook): Movement | undefined => movements.find(({ kind }) => kind === 'credit');
/** Authorized and given up: voided, expired, or released with a final capture. */
export const releasedIn = (book: PaymentBook): bigint => {
  const isFinished = book.movements.some((movement) => isDone('capture')(movement) && movement.isFinal);
  return isFinished ? book.authorized - capturedIn(book) : total(book.movements, isDone('void')) + book.expired;
};
export const isUnderWay = ({ state }: Movement): boolean => state === 'requested' || state === 'submitted';

const change = (book: PaymentBook, id: string, next: Partial<Movement> & Pick<Movement, 'kind'>): PaymentBook => {
  const known = book.movements.find((one) => one.id === id);
  const begun = {
    id,
    requested: undefined,
    state: 'requested',
    amount: 0n,
    isFinal: false,
    allocated: undefined,
    at: 0,
  } as const;
  const others = book.movements.filter((one) => one.id !== id);
  return { ...book, movements: [...others, { ...begun, ...known, ...next }] };
};

const allocatedIn = ({ lines = [], shipping, shippingTax }: LoggedEvent['data']): bigint =>
  lines.reduce(
    (sum: bigint, { goods, tax }: { goods?: { minor?: string }; tax?: { minor?: string } }) =>
      sum + minorOf(goods) + minorOf(tax),
    minorOf(shipping) + minorOf(shippingTax),
  );

const request = (book: PaymentBook, kind: Movement['kind'], { id, data, recordedAt: at }: LoggedEvent): PaymentBook => {
  const requested = minorOf(data.amount);
  const allocated = kind === 'refund' ? allocatedIn(data) : undefined;
  return change(book, id, { kind, requested, amount: requested, isFinal: data.isFinal === true, allocated, at });
};

/** What is on its way to the processor, or done. */
const isOut =
  (kind: Movement['kind']) =>
  (movement: Movement): boolean =>
    movement.kind === kind && (movement.state === 'submitted' || movement.state === 'done');

const overdraftOf = (book: PaymentBook, kind: Movement['kind'], amount: bigint): string | undefined => {
  if (kind === 'credit') return undefined;
  const out = total(book.movements, isOut(kind)) + amount;
  if (kind === 'refund')
    return out > capturedIn(book) ? `refunds of ${out} were sent for ${capturedIn(book)} captured` : undefined;
  const taken = total(book.movements, isOut('capture')) + releasedIn(book) + amount;
  return taken > book.authorized ? `a ${kind} of ${amount} was sent that the authorization does not cover` : undefined;
};

const submit = (book: PaymentBook, kind: Movement['kind'], { data, recordedAt: at }: LoggedEvent): PaymentBook => {
  const amount = minorOf(data.amount);
  const overdraft = overdraftOf(book, kind, amount);
  const overdrafts = overdraft === undefined ? book.overdrafts : [...book.overdrafts, overdraft];
  const processor = kind === 'credit' ? (data.processor ?? '') : book.processor;
  return change({ ...book, overdrafts, processor }, data.operation, { kind, amount, state: 'submitted', at });
};

const settle = (book: PaymentBook, kind: Movement['kind'], event: LoggedEvent): PaymentBook => {
  const { type, id, data, recordedAt: at } = event;
  if (type.endsWith('Failed') || type === 'CreditDeclined') return change(book, data.operation, { kind, state: 'failed', at });
  const amount = minorOf(data.amount);
  const silence = kind === 'credit' ? { isSilent: data.isTold !== true } : {};
  if (kind !== 'capture') return change(book, data.operation, { kind, amount, state: 'done', at, ...silence });
  const isSale = data.isSale === true;
  const isFinal = isSale || data.isFinal === true;
  return change(book, isSale ? id : data.operation, { kind, amount, state: 'done', isFinal, at });
};

const authorizationStates: Readonly<Record<string, PaymentBook['authorization']>> = {
  AuthorizationRequested: 'asked',
  PaymentAuthorized: 'authorized',
  PaymentDeclined: 'declined',
  AuthorizationUnknown: 'unknown',
  AuthorizationReversed: 'reversed',
  OrderRejected: 'rejected',
};

const authorize = (before: PaymentBook, { type, data, recordedAt: authorizedAt }: LoggedEvent): PaymentBook => {
  const book = { ...before, authorizedAt };
  if (type === 'AuthorizationExpired') return { ...book, expired: minorOf(data.amount), hasExpired: true };
  const authorization = authorizationStates[type] ?? book.authorization;
  if (type === 'AuthorizationRequested') return { ...book, authorization, processor: data.processor ?? '' };
  // Added up, so that a second authorization shows.
  if (type === 'PaymentAuthorized') {
    const expiresAt = Date.parse(data.expiresAt ?? '');
    const authorized = book.authorized + minorOf(data.amount);
    return { ...book, authorization, authorized, expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt };
  }
  return { ...book, authorization };
};

const step = (book: PaymentBook, event: LoggedEvent): PaymentBook => {
  const { type, stream } = event;
  const kind = operationThreadOf(type);
  const isMovement = kind !== undefined && kind !== 'authorization';
  const isRequest = type.endsWith('Requested') || type === 'CreditPlaced';
  if (stream === 'order') return isMovement && isRequest ? request(book, kind, event) : book;
  if (stream !== 'payment') return book;
  if (!isMovement || isRequest) return authorize(book, event);
  return type.endsWith('Submitted') ? submit(book, kind, event) : settle(book, kind, event);
};

/** The money of one order, from its events by position. */
export const paymentBookOf = (events: readonly LoggedEvent[]): PaymentBook => events.reduce(step, nothing);
