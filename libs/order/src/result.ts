import type { EventType, RecordedEvent } from '@tollgate/contracts';
import { balance } from './balance.js';
import { isKnown } from './forms.js';
import { evolve, fold, type Order } from './order.js';
import { isPending, type Operation, operationOf } from './payment.js';
import { type OrderStatus, paymentStatusOf, statusOf } from './status.js';

/** A merchant's request whose answer waits for events. */
export type Request = 'place' | 'capture' | 'void' | 'refund' | 'credit' | 'review' | 'reissue';

const settling: Readonly<Record<Request, readonly EventType[]>> = {
  place: [
    'OrderPricingFailed',
    'FraudAssessed',
    'PaymentAuthorized',
    'PaymentCaptured',
    'PaymentDeclined',
    'AuthorizationUnknown',
    'OrderRejected',
    'DownloadsGranted',
  ],
  capture: ['PaymentCaptured', 'CaptureFailed', 'DownloadsGranted'],
  void: ['PaymentVoided', 'VoidFailed'],
  refund: ['PaymentRefunded', 'RefundFailed'],
  credit: ['CreditSettled', 'CreditDeclined'],
  reissue: ['DownloadsReissued'],
  review: [
    'FraudReviewResolved',
    'PaymentAuthorized',
    'PaymentCaptured',
    'PaymentDeclined',
    'AuthorizationUnknown',
    'OrderRejected',
    'DownloadsGranted',
  ],
};

/** The types of events that may make the answer to a request due: what its waiter looks at the order for. */
export const settles = (request: Request): readonly EventType[] => settling[request];

/** Whether an event may make any answer due, so that its append wakes whoever waits. An accepted order goes on by itself. */
export const wakes = (event: RecordedEvent): boolean => {
  if (event.type === 'FraudAssessed') return event.data.decision !== 'accept';
  if (event.type === 'FraudReviewResolved') return event.data.decision === 'reject';
  return waking.has(event.type);
};
const waking: ReadonlySet<EventType> = new Set(Object.values(settling).flat());

/** Whether it has still to be said what a capture brings, were it nothing: an answer waits for that, as it brings the links, and so does what
 *  a refund takes away. Forms of a later release are granted by whoever knows them, and nobody here waits. */
export const isGrantDue = (order: Order): boolean => isAnyGrantDue(order, () => true);

/** Of a capture and those before it: what comes later takes no answer back. */
const isGrantDueOf = (order: Order, capture: Operation): boolean => {
  const at = (one: Operation): string => `${one.settledAt} ${one.id}`;
  return isAnyGrantDue(order, (one) => at(one) <= at(capture));
};

const isAnyGrantDue = ({ placed, payment, delivery }: Order, counts: (capture: Operation) => boolean): boolean => {
  const captures = payment.operations.filter((one) => one.kind === 'capture' && one.state === 'succeeded' && counts(one));
  return delivery.grantCount < captures.length && placed.lines.some(({ forms }) => forms.some(isKnown));
};

const withoutMoney: ReadonlySet<OrderStatus> = new Set(['declined', 'rejected']);
const givenUp: ReadonlySet<OrderStatus> = new Set(['voided', 'expired']);

/** Whether nothing of the order can be granted any more: it ended without money, or what was held is captured, given up or expired, and what
 *  each capture brings is told. It stays so: what was kept for the order may go to others. */
export const isDeliveryOver = (order: Order): boolean => {
  const status = statusOf(order);
  if (withoutMoney.has(status)) return true;
  const captures = order.payment.operations.filter(({ kind }) => kind === 'capture');
  if (isGrantDue(order) || captures.some(isPending)) return false;
  const isPaid = captures.some(({ state }) => state === 'succeeded');
  return givenUp.has(status) || (isPaid && balance(order.payment, order.placed.currency).remaining.minor === 0n);
};

/** A merchant is answered within this after asking, if need be with 202; an order is not charged once nobody waits for it. */
export const ANSWER_DEADLINE_MS = 10_000;

/** What the merchant who placed an order is told. */
export type PlacementResult = 'approved' | 'declined' | 'rejected' | 'pricing_failed' | 'review';

/** An order that was approved stays so for whoever placed it, whatever was done with it since. */
const placementResults: Readonly<Record<OrderStatus, PlacementResult | undefined>> = {
  pending: undefined,
  review: 'review',
  approved: 'approved',
  declined: 'declined',
  rejected: 'rejected',
  voided: 'approved',
  expired: 'approved',
  refunded: 'approved',
  partially_refunded: 'approved',
  credited: 'approved',
};

/** What the merchant who waits for a placed order can be told now; undefined: not yet.
 *  An approved sale with something to deliver online waits for its grant, so that the answer brings the links; so does a preauth that costs
 *  nothing, as it is captured at once. */
export const placementResult = (order: Order): PlacementResult | undefined => {
  if (order.pricingFailure) return 'pricing_failed';
  const result = placementResults[statusOf(order)];
  if (result !== 'approved' || order.credit !== undefined) return result;
  const isFree = order.pricing?.total?.minor === 0n;
  if (order.placed.type !== 'sale' && !isFree) return 'approved';
  const isCaptureDue = isFree && paymentStatusOf(order) === 'authorized';
  return isCaptureDue || isGrantDue(order) ? undefined : 'approved';
};

/** An operation that has come to its end, as its merchant is told; undefined while it is under way.
 *  A capture waits for its grant. */
export const resultOf = (order: Order, id: string): Operation | undefined => {
  const operation = operationOf(order.payment, id);
  if (operation === undefined || isPending(operation)) return undefined;
  const isWaiting = operation.kind === 'capture' && operation.state === 'succeeded' && isGrantDueOf(order, operation);
  return isWaiting ? undefined : operation;
};

/** Whether a held order that was looked at has come to its end: rejected, or authorized and answered like a placement. */
export const reviewResult = (order: Order): PlacementResult | undefined =>
  order.review === undefined ? undefined : placementResult(order);

/** The order as it was when `isEnough` first held, from its events by position; undefined while it does not hold.
 *  The same events give the same order whenever they are read, so that a replayed request gets the answer of the first one. */
export const foldUntil = (events: readonly RecordedEvent[], isEnough: (order: Order) => boolean): Order | undefined => {
  let order = fold(events.slice(0, 1));
  for (const event of events.slice(1)) {
    if (order === undefined || isEnough(order)) return order;
    order = evolve(order, event);
  }
  return order !== undefined && isEnough(order) ? order : undefined;
};
