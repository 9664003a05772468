import type { RecordedEvent } from '@tollgate/contracts';
import { fraudDecisionOf, isPending, paymentStatusOf } from '@tollgate/order';
import type { Projection, TableChanges } from './projection.js';
import type { OrderStep, ReportedOrder } from './reported-order.js';

/** A page's events by order, each order's in the order of the page; events of other subjects are passed over. */
export const byOrder = <E extends RecordedEvent>(events: readonly E[]): ReadonlyMap<string, readonly E[]> =>
  Map.groupBy(
    events.filter(({ header }) => header.subject.kind === 'order'),
    ({ header }) => header.subject.id,
  );

/** What the steps of a page write, table by table, in the order of the registry. */
export const changesOf = (projections: readonly Projection[], steps: readonly OrderStep[]): readonly TableChanges[] =>
  projections.map((projection) => projection.changesOf(steps));

const endedWithoutMoney: ReadonlySet<string> = new Set(['declined', 'voided', 'expired', 'refunded']);

/** Nothing but downloads, or a refund some day, is to be expected of it: not worth being kept in mind. */
export const isSettled = ({ order }: ReportedOrder): boolean => {
  const { pricingFailure, rejection, payment, mails } = order;
  if (pricingFailure !== undefined || rejection !== undefined || fraudDecisionOf(order) === 'reject') return true;
  if (payment.operations.some(isPending)) return false;
  return mails.length > 0 || endedWithoutMoney.has(paymentStatusOf(order));
};
