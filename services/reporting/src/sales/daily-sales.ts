import type { EventData, RecordedEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { allocate } from '@tollgate/money';
import { type Order, operationOf } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';
import type { OrderStep } from '../projection/reported-order.js';
import { nothingSold } from './sold.js';

/** What a merchant sold and gave back on one UTC day in one currency, in minor units of it; also what one page of the
 *  log adds to that. */
export interface DailySales {
  readonly merchant: string;
  readonly mode: 'test' | 'live';
  readonly currency: string;
  /** YYYY-MM-DD: the UTC day of the capture or of the refund. */
  readonly day: string;
  /** Orders of which money was first taken on this day. */
  readonly orderCount: number;
  /** All that was taken; shipping and tax are parts of it. */
  readonly capturedMinor: bigint;
  readonly shippingMinor: bigint;
  readonly taxMinor: bigint;
  readonly refundCount: number;
  /** All that was given back; its shipping and tax are parts of it. */
  readonly refundedMinor: bigint;
  readonly refundedShippingMinor: bigint;
  readonly refundedTaxMinor: bigint;
}

/** An event that changes a day's figures. */
type MoneyMoved = RecordedEvent & { readonly type: 'PaymentCaptured' | 'PaymentRefunded' };

const isMoneyMoved = (event: RecordedEvent): event is MoneyMoved =>
  event.type === 'PaymentCaptured' || event.type === 'PaymentRefunded';

const dayOf = ({ header }: RecordedEvent): string => header.occurredAt.slice(0, 10);

const keyOf = (event: RecordedEvent, order: Order): string =>
  JSON.stringify([order.merchant, order.mode, order.placed.currency, dayOf(event)]);

/** The day that a step changes; undefined where no money moved. */
export const dayKeyOf = ({ event, after }: OrderStep): string | undefined =>
  isMoneyMoved(event) ? keyOf(event, after.order) : undefined;

const nothing = (event: RecordedEvent, { merchant, mode, placed }: Order): DailySales => ({
  merchant,
  mode,
  currency: placed.currency,
  day: dayOf(event),
  orderCount: 0,
  capturedMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  refundCount: 0,
  refundedMinor: 0n,
  refundedShippingMinor: 0n,
  refundedTaxMinor: 0n,
});

const addCaptured = (row: DailySales, { before, after }: OrderStep): DailySales => {
  const [was, is] = [before?.sold ?? nothingSold, after.sold];
  const shipping = is.shipping - was.shipping;
  const tax = is.tax - was.tax;
  return {
    ...row,
    orderCount: row.orderCount + (was.captures === 0 ? 1 : 0),
    capturedMinor: row.capturedMinor + is.goods - was.goods + shipping + tax,
    shippingMinor: row.shippingMinor + shipping,
    taxMinor: row.taxMinor + tax,
  };
};

/** What of a refund is goods, shipping and tax, as it was allocated when it was asked for. */
const partsOf = ({ lines, shipping, shippingTax }: EventData<'RefundRequested'>): readonly bigint[] => [
  lines.reduce((total, { goods }) => total + (goods?.minor ?? 0n), 0n),
  shipping?.minor ?? 0n,
  lines.reduce((total, { tax }) => total + (tax?.minor ?? 0n), shippingTax?.minor ?? 0n),
];

const addRefunded = (row: DailySales, { payment }: Order, { operation, amount }: EventData<'PaymentRefunded'>): DailySales => {
  const refund = operationOf(payment, operation)?.refund;
  if (refund === undefined) throw new MissingEvents('a refund is asked for before it is made');
  invariant(amount?.currency === row.currency, 'money is given back in the currency of the order');
  const [, shipping = 0n, tax = 0n] = allocate(amount.minor, partsOf(refund));
  return {
    ...row,
    refundCount: row.refundCount + 1,
    refundedMinor: row.refundedMinor + amount.minor,
    refundedShippingMinor: row.refundedShippingMinor + shipping,
    refundedTaxMinor: row.refundedTaxMinor + tax,
  };
};

/** M6: a capture counts on its own day, and a refund on its own, so that no earlier day's figure ever changes.
 *  Throws MissingEvents where a refund comes before its request. */
export const addToDay = (row: DailySales | undefined, step: OrderStep): DailySales => {
  const { event, after } = step;
  const day = row ?? nothing(event, after.order);
  if (event.type === 'PaymentCaptured') return addCaptured(day, step);
  return event.type === 'PaymentRefunded' ? addRefunded(day, after.order, event.data) : day;
};
