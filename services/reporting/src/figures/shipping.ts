import type { Order } from '@tollgate/order';
import type { OrderStep } from '../projection/reported-order.js';
import type { Contribution } from '../projection/roll-up/roll-up.js';
import { nothingReturned } from '../sales/returned.js';
import { nothingSold } from '../sales/sold.js';
import { taxAmounts } from '../sales/split.js';
import { count, countryOf, shareOf } from './breakdowns.js';

export const shippingMeasures = [
  'sales',
  'shipping_minor',
  'shipping_tax_minor',
  'refunds',
  'refunded_shipping_minor',
  'refunded_shipping_tax_minor',
] as const;
type ShippingMeasure = (typeof shippingMeasures)[number];

const isShipped = ({ pricing }: Order): boolean =>
  (pricing?.shippingMethod ?? '') !== '' || (pricing?.shipping?.minor ?? 0n) > 0n;

const keyOf = (order: Order): readonly string[] => [order.pricing?.shippingMethod ?? '', countryOf(order)];

/** Of each line of the tax, what falls on the shipping charge, which is line 0. */
const shippingTaxes = ({ pricing }: Order): readonly bigint[] =>
  (pricing?.taxLines ?? []).map(({ shares }) =>
    shares.reduce((total, { line, amount }) => total + (line === 0 ? (amount?.minor ?? 0n) : 0n), 0n),
  );

/** A capture takes of the tax on shipping in proportion to how far each line of the tax has come, so that all captures together take all of it. */
const capturedShippingTax = ({ before, after: { order, sold } }: OrderStep): bigint => {
  const was = before?.sold ?? nothingSold;
  const wholes = taxAmounts(order);
  return shippingTaxes(order).reduce((total, onShipping, line) => {
    const advance = { before: was.taxes[line] ?? 0n, after: sold.taxes[line] ?? 0n, whole: wholes[line] ?? 0n };
    return total + shareOf(onShipping, advance);
  }, 0n);
};

/** What a refund gave back of each line of the tax for the shipping charge. */
const returnedShippingTax = ({ before, after: { returned } }: OrderStep): bigint => {
  const was = before?.returned ?? nothingReturned;
  return returned.shares.reduce((total, cells, line) => total + (cells[0] ?? 0n) - (was.shares[line]?.[0] ?? 0n), 0n);
};

/** What a step adds to shipping by method and country of destination: orders that are shipped, what was charged for it, and the tax on that;
 *  and what of both was given back. */
export const shippingOf = (step: OrderStep): readonly Contribution<ShippingMeasure>[] => {
  const { event, before, after } = step;
  if (!isShipped(after.order)) return [];
  const of = keyOf(after.order);
  if (event.type === 'PaymentCaptured') {
    const was = before?.sold ?? nothingSold;
    const charged = after.sold.shipping - was.shipping;
    const add = { sales: count(was.captures === 0), shipping_minor: charged, shipping_tax_minor: capturedShippingTax(step) };
    return [{ of, add }];
  }
  if (event.type !== 'PaymentRefunded') return [];
  const given = after.returned.shipping - (before?.returned ?? nothingReturned).shipping;
  const tax = returnedShippingTax(step);
  if (given === 0n && tax === 0n) return [];
  return [{ of, add: { refunds: 1n, refunded_shipping_minor: given, refunded_shipping_tax_minor: tax } }];
};
