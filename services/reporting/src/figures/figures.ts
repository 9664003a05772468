import type { EventType } from '@tollgate/contracts';
import { paymentStatusOf, statusOf } from '@tollgate/order';
import type { OrderStep } from '../projection/reported-order.js';
import type { Contribution } from '../projection/roll-up/roll-up.js';
import { nothingReturned } from '../sales/returned.js';
import { nothingSold } from '../sales/sold.js';

/** What happened in a time, in one currency: orders by what became of them, each on the moment of its own event, and money taken and given
 *  back in minor units, of which shipping and tax are parts. */
export const figures = [
  'placed',
  'approved',
  'declined',
  'rejected',
  'held',
  'expired',
  'voided',
  'downloads',
  'sales',
  'captures',
  'captured_minor',
  'shipping_minor',
  'tax_minor',
  'refunds',
  'refunded_minor',
  'refunded_shipping_minor',
  'refunded_tax_minor',
] as const;
export type Figure = (typeof figures)[number];

const one =
  <F extends Figure>(figure: F) =>
  (): F =>
    figure;

/** The order was not rejected before: it is rejected once, whoever says it again. */
const rejected = ({ before }: OrderStep): 'rejected' | undefined =>
  before !== undefined && statusOf(before.order) === 'rejected' ? undefined : 'rejected';

/** Also an order of which nobody knows, as it is undone. */
const declined = ({ before }: OrderStep): 'declined' | undefined =>
  before !== undefined && paymentStatusOf(before.order) === 'declined' ? undefined : 'declined';

const assessed = (step: OrderStep): 'rejected' | 'held' | undefined => {
  const { event } = step;
  if (event.type !== 'FraudAssessed' || event.data.decision === 'accept') return undefined;
  return event.data.decision === 'reject' ? rejected(step) : 'held';
};

const reviewed = (step: OrderStep): 'rejected' | undefined =>
  step.event.type === 'FraudReviewResolved' && step.event.data.decision === 'reject' ? rejected(step) : undefined;

const counts = {
  OrderPlaced: one('placed'),
  OrderPricingFailed: rejected,
  FraudAssessed: assessed,
  FraudReviewResolved: reviewed,
  OrderRejected: rejected,
  PaymentAuthorized: one('approved'),
  PaymentDeclined: declined,
  AuthorizationUnknown: declined,
  AuthorizationExpired: one('expired'),
  PaymentVoided: one('voided'),
  DownloadCompleted: one('downloads'),
} as const satisfies Partial<Record<EventType, (step: OrderStep) => Figure | undefined>>;

/** A figure that counts what became of orders, one a step. */
export type CountedFigure = Exclude<ReturnType<(typeof counts)[keyof typeof counts]>, undefined>;

const countedBy: Readonly<Partial<Record<EventType, (step: OrderStep) => CountedFigure | undefined>>> = counts;

/** What a step counts in, where it moves no money. */
export const countedIn = (step: OrderStep): CountedFigure | undefined => countedBy[step.event.type]?.(step);

/** What was taken with this step; an order is a sale once, with the first of its captures. */
export const captured = ({ before, after }: OrderStep) => {
  const was = before?.sold ?? nothingSold;
  const shipping = after.sold.shipping - was.shipping;
  const tax = after.sold.tax - was.tax;
  return {
    sales: was.captures === 0 ? 1n : 0n,
    captured_minor: after.sold.goods - was.goods + shipping + tax,
    shipping_minor: shipping,
    tax_minor: tax,
  };
};

/** What was given back with this step; a credit is a return of nothing that was sold. */
export const refunded = ({ before, after }: OrderStep) => {
  const was = before?.returned ?? nothingReturned;
  const shipping = after.returned.shipping - was.shipping;
  const tax = after.returned.tax - was.tax;
  return {
    refunds: 1n,
    refunded_minor: after.returned.goods - was.goods + shipping + tax,
    refunded_shipping_minor: shipping,
    refunded_tax_minor: tax,
  };
};

const movedBy: Readonly<Partial<Record<EventType, (step: OrderStep) => Contribution<Figure>['add']>>> = {
  PaymentCaptured: (step) => ({ ...captured(step), captures: 1n }),
  PaymentRefunded: refunded,
  CreditSettled: refunded,
};

/** M6: what a step adds to the figures of its own time, and of no other. */
export const figuresOf = (step: OrderStep): readonly Contribution<Figure>[] => {
  const counted = countedIn(step);
  const add = counted === undefined ? movedBy[step.event.type]?.(step) : { [counted]: 1n };
  return add === undefined ? [] : [{ of: [], add }];
};
