import type { EventData } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { allocate } from '@tollgate/money';
import type { Order } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';
import { addSplit, lineAmounts, minus, nothing, type Split, spread, taxAmounts } from './split.js';

/** What an order's captures so far were for. */
export interface Sold extends Split {
  readonly captures: number;
}

export const nothingSold: Sold = { ...nothing, captures: 0 };

/** What is priced and not captured yet, part by part. */
const openParts = ({ pricing }: Order, sold: Sold): readonly bigint[] => {
  if (pricing?.total === undefined) throw new MissingEvents('an order is priced before it is captured');
  const [shipping, tax] = [pricing.shipping?.minor ?? 0n, pricing.tax?.minor ?? 0n];
  return [pricing.total.minor - shipping - tax - sold.goods, shipping - sold.shipping, tax - sold.tax];
};

/** What was sold once this is captured, too. A capture takes of goods, shipping and tax in the proportion in which they
 *  are open, by largest remainder, and so do its goods of the order's lines, and its tax of the lines of the tax: all
 *  captures together give the order's own amounts to the unit, and a later one changes no earlier one. Throws
 *  MissingEvents where the order is not priced yet; an amount in another currency than the order's is a defect. */
export const addCapture = (
  { order, sold }: { readonly order: Order; readonly sold: Sold },
  { amount }: Pick<EventData<'PaymentCaptured'>, 'amount'>,
): Sold => {
  invariant(amount?.currency === order.placed.currency, 'money is taken in the currency of the order');
  const [goods = 0n, shipping = 0n, tax = 0n] = allocate(amount.minor, openParts(order, sold));
  const lines = spread(goods, minus(lineAmounts(order), sold.lines));
  const taxes = spread(tax, minus(taxAmounts(order), sold.taxes));
  return { ...addSplit(sold, { goods, shipping, tax, lines, taxes }), captures: sold.captures + 1 };
};
