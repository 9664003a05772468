import {
  type EventData,
  type Money as MoneyData,
  newEvent,
  type OrderLine,
  type RecordedEvent,
  type RecordedEventOf,
  type Stream,
} from '@tollgate/contracts';
import { type Delivery, evolveDelivery, nothingDelivered, requestReissue } from './delivery.js';
import { evolvePayment, noPayment, type Payment } from './payment.js';
import { evolveApprovals, type RefundApproval } from './refunds/refund-approval.js';
import type { Head, SubjectFold } from './subject-fold.js';

/** An order as its events tell it. Nothing is stored of it: whoever needs it folds the log. */
export interface Order {
  /** uuid */
  readonly id: string;
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  /** RFC 3339 */
  readonly placedAt: string;
  /** Of a credit: with neither lines nor a destination; its `type` is `credit`. */
  readonly placed: EventData<'OrderPlaced'>;
  /** Money is given to a card without a sale before it: the order has no price, and nothing is authorized, captured or delivered. */
  readonly credit?: EventData<'CreditPlaced'>;
  /** uuid of OrderPlaced or CreditPlaced: the id of the order's authorization, or of its credit. */
  readonly placement: string;
  readonly heads: Readonly<Partial<Record<Stream, Head>>>;
  readonly pricing?: EventData<'OrderPriced'>;
  readonly pricingFailure?: EventData<'OrderPricingFailed'>;
  readonly fraud?: EventData<'FraudAssessed'>;
  readonly review?: EventData<'FraudReviewResolved'>;
  readonly payment: Payment;
  readonly rejection?: EventData<'OrderRejected'>;
  readonly delivery: Delivery;
  readonly mails: readonly Mail[];
  /** Mails that the merchant asked for, beside those that captures and refunds call for by themselves. */
  readonly mailRequests: readonly MailRequest[];
  /** Notes of those who sell, oldest first. */
  readonly notes: readonly Note[];
  /** Refunds that wanted a second person, oldest first. */
  readonly refundApprovals: readonly RefundApproval[];
}

export interface Note {
  /** uuid of NoteAdded. */
  readonly id: string;
  readonly sealedNote: string;
  /** The API key or person who wrote it; empty where nobody is named. */
  readonly by: string;
  /** RFC 3339 */
  readonly writtenAt: string;
}

/** A mail that came to its end: a mail server took it, or it was given up. */
export interface Mail {
  readonly kind: string;
  readonly operation: string;
  /** uuid of the MailRequested that asked for it; empty for the one that the operation itself calls for. */
  readonly request: string;
  readonly messageId: string;
  readonly isSent: boolean;
  /** Why it was given up; empty where it was sent. */
  readonly code: string;
  /** The SMTP reply code and enhanced status of the last try; 0 and empty where there is none, or it was sent. */
  readonly replyCode: number;
  readonly status: string;
  /** RFC 3339 */
  readonly settledAt: string;
}

/** A version of a file that links serve by now. */
export interface UpdatedFile {
  /** Of the good whose file it is. */
  readonly sku: string;
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** 0 where each buyer's copy has one of its own. */
  readonly sizeBytes: bigint;
  readonly version: number;
}

/** A mail that the merchant asked for. */
export interface MailRequest {
  /** uuid of MailRequested. */
  readonly id: string;
  readonly kind: string;
  readonly operation: string;
  /** The address as PersonalData, sealed; empty: the customer's own. */
  readonly sealedRecipient: string;
  /** Of an update: the versions of files that it tells of. */
  readonly files: readonly UpdatedFile[];
  /** RFC 3339 */
  readonly requestedAt: string;
}

/** What an order begins with. */
export type PlacingEvent = RecordedEventOf<'OrderPlaced'> | RecordedEventOf<'CreditPlaced'>;

export const isPlacing = (event: RecordedEvent | undefined): event is PlacingEvent =>
  event?.type === 'OrderPlaced' || event?.type === 'CreditPlaced';

const placedCredit = (credit: EventData<'CreditPlaced'>): EventData<'OrderPlaced'> => {
  const { amount, card, screening, billing, sealedPersonalData, metadata, reference } = credit;
  return newEvent('OrderPlaced', {
    type: 'credit',
    currency: amount?.currency ?? '',
    ...(card && { card }),
    ...(screening && { screening }),
    ...(billing && { billing }),
    sealedPersonalData,
    metadata,
    reference,
  }).data;
};

const begin = (event: PlacingEvent): Order => ({
  id: event.header.subject.id,
  merchant: event.header.merchant,
  mode: event.header.mode,
  placedAt: event.header.occurredAt,
  ...(event.type === 'OrderPlaced' ? { placed: event.data } : { placed: placedCredit(event.data), credit: event.data }),
  placement: event.header.id,
  heads: {},
  payment: noPayment,
  delivery: nothingDelivered,
  mails: [],
  mailRequests: [],
  notes: [],
  refundApprovals: [],
});

const evolveMoney = (order: Order, event: RecordedEvent): Order =>
  event.type === 'OrderRejected'
    ? { ...order, rejection: event.data }
    : { ...order, payment: evolvePayment(order.payment, event) };

const noteIn = ({ header, data }: RecordedEventOf<'NoteAdded'>): Note => ({
  id: header.id,
  sealedNote: data.sealedNote,
  by: header.actor.on ?? '',
  writtenAt: header.occurredAt,
});

const evolveOrder = (order: Order, event: RecordedEvent): Order => {
  const refundApprovals = evolveApprovals(order.refundApprovals, event);
  if (refundApprovals !== order.refundApprovals) return { ...order, refundApprovals };
  if (event.type === 'DownloadsReissueRequested') return { ...order, delivery: requestReissue(order.delivery, event.header.id) };
  if (event.type === 'NoteAdded') return { ...order, notes: [...order.notes, noteIn(event)] };
  if (event.type !== 'MailRequested') return evolveMoney(order, event);
  const { kind, operation, sealedRecipient, files } = event.data;
  const asked = { id: event.header.id, kind, operation, sealedRecipient, files, requestedAt: event.header.occurredAt };
  return { ...order, mailRequests: [...order.mailRequests, asked] };
};

const evolvePricing = (order: Order, event: RecordedEvent): Order => {
  if (event.type === 'OrderPriced') return { ...order, pricing: event.data };
  return event.type === 'OrderPricingFailed' ? { ...order, pricingFailure: event.data } : order;
};

const evolveFraud = (order: Order, event: RecordedEvent): Order => {
  if (event.type === 'FraudAssessed') return { ...order, fraud: event.data };
  return event.type === 'FraudReviewResolved' ? { ...order, review: event.data } : order;
};

const noFailure = { code: '', replyCode: 0, status: '' };

const mailIn = (event: RecordedEventOf<'MailSent'> | RecordedEventOf<'MailFailed'>): Mail => {
  const { kind, operation, request, messageId } = event.data;
  const told = { kind, operation, request, messageId, settledAt: event.header.occurredAt };
  if (event.type === 'MailSent') return { ...told, isSent: true, ...noFailure };
  const { code, replyCode, status } = event.data;
  return { ...told, isSent: false, code, replyCode, status };
};

const isSameMail = (one: Mail, other: Mail): boolean =>
  one.kind === other.kind && one.operation === other.operation && one.request === other.request;

const evolveNotice = (order: Order, event: RecordedEvent): Order => {
  if (event.type !== 'MailSent' && event.type !== 'MailFailed') return order;
  const mail = mailIn(event);
  // Sent, and then returned by a server on the way: what came of it last holds.
  const sent = order.mails.findIndex((one) => one.isSent && !mail.isSent && isSameMail(one, mail));
  return { ...order, mails: sent === -1 ? [...order.mails, mail] : order.mails.with(sent, mail) };
};

const evolveStream: Readonly<Partial<Record<Stream, (order: Order, event: RecordedEvent) => Order>>> = {
  order: evolveOrder,
  pricing: evolvePricing,
  fraud: evolveFraud,
  payment: evolveMoney,
  delivery: (order, event) => ({ ...order, delivery: evolveDelivery(order.delivery, event) }),
  notice: evolveNotice,
};

/** One event further. Total: an event of a stream that this release does not know leaves the order as it is.
 *  How causally unrelated streams interleave does not matter (a property test). */
export const evolve = (order: Order, event: RecordedEvent): Order => {
  const { stream, version } = event.header;
  const next = evolveStream[stream]?.(order, event) ?? order;
  return { ...next, heads: { ...next.heads, [stream]: { version, hash: event.hash } } };
};

/** The order its events tell, oldest first; undefined where nothing was placed (yet). */
export const fold = (events: readonly RecordedEvent[]): Order | undefined => {
  const [first] = events;
  if (!isPlacing(first)) return undefined;
  return events.reduce(evolve, begin(first));
};

/** How the log tells an order. */
export const orders: SubjectFold<Order> = { kind: 'order', fold };

/** Whether something of the line is delivered online. */
export const isOnline = ({ forms }: Pick<OrderLine, 'forms'>): boolean => forms.length > 0;

/** What fraud finally said: its own word, or that of whoever looked at a held order. Undefined before that. */
export const fraudDecisionOf = ({ fraud, review }: Order): 'accept' | 'review' | 'reject' | undefined => {
  const decision = review?.decision ?? fraud?.decision;
  return decision === 'accept' || decision === 'review' || decision === 'reject' ? decision : undefined;
};

/** What the order comes to: its price, or what a credit is to give. Undefined while it is not priced. */
export const orderTotalOf = ({ pricing, credit }: Order): MoneyData | undefined => credit?.amount ?? pricing?.total;
