import {
  balance,
  type Entitlement,
  isOnline,
  isPending,
  isReissuePending,
  linkExpiry,
  type Order,
  statusOf,
} from '@tollgate/order';
import { describeMails } from '../mails/describe-mail.js';

/** What is still under way with an order and concerns its customer: money that nobody knows the end of, an amount that is held and neither captured
 *  nor given up, downloads that they may still fetch, and mails that they were not sent yet. */
export const openMatters = ['payment_pending', 'amount_held', 'downloads_open', 'mail_due'] as const;
export type OpenMatter = (typeof openMatters)[number];

const isPaymentPending = (order: Order): boolean =>
  ['pending', 'review'].includes(statusOf(order)) ||
  order.payment.operations.some((operation) => isPending(operation) || operation.state === 'unknown');

const isOpen = (order: Order, entitlement: Entitlement, now: Date): boolean =>
  !entitlement.isComplete && !entitlement.isRevoked && Date.parse(linkExpiry(order.delivery, entitlement)) > now.getTime();

/** How many of its things the customer may still download. */
export const openDownloads = (order: Order, now: Date): number =>
  order.delivery.isClosed ? 0 : order.delivery.entitlements.filter((one) => isOpen(order, one, now)).length;

/** A capture of what is delivered online is answered by a grant, were it of nothing. */
const isGrantDue = ({ placed, payment, delivery }: Order): boolean =>
  placed.lines.some(isOnline) &&
  payment.operations.filter(({ kind, state }) => kind === 'capture' && state === 'succeeded').length > delivery.grantCount;

const isTrue: Readonly<Record<OpenMatter, (order: Order, now: Date) => boolean>> = {
  payment_pending: isPaymentPending,
  amount_held: (order) => balance(order.payment, order.placed.currency).remaining.minor > 0n,
  downloads_open: (order, now) => openDownloads(order, now) > 0 || isGrantDue(order) || isReissuePending(order.delivery),
  mail_due: (order) => describeMails(order).some(({ status }) => status === 'pending'),
};

/** [] where the order needs its customer's data no more. */
export const openMattersOf = (order: Order, now: Date): readonly OpenMatter[] =>
  openMatters.filter((matter) => isTrue[matter](order, now));
