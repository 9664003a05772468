import type { EventData } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { allocate } from '@tollgate/money';
import type { Order } from '@tollgate/order';
import { MissingEvents } from '../projection/missing-events.js';

/** What an order's captures so far were for, in minor units of its currency. */
export interface Sold {
  readonly captures: number;
  readonly goods: bigint;
  readonly shipping: bigint;
  readonly tax: bigint;
}

export const nothingSold: Sold = { captures: 0, goods: 0n, shipping: 0n, tax: 0n };

/** What is priced and not captured yet, part by part. */
const openParts = ({ pricing }: Order, sold: Sold): readonly bigint[] => {
  if (pricing?.total === undefined) throw new MissingEvents('an order is priced before it is captured');
  const [shipping, tax] = [pricing.shipping?.minor ?? 0n, pricing.tax?.minor ?? 0n];
  return [pricing.total.minor - shipping - tax - sold.goods, shipping - sold.shipping, tax - sold.tax];
};

/** What was sold once this is captured, too. A capture takes of goods, shipping and tax in the proportion in which they
 *  are open, by largest remainder: all captures together give the order's own shipping and tax to the unit, and a later
 *  one changes no earlier one. Throws MissingEvents where the order is not priced yet; an amount in another currency
 *  than the order's is a defect. */
export const addCapture = (
  { order, sold }: { readonly order: Order; readonly sold: Sold },
  { amount }: Pick<EventData<'PaymentCaptured'>, 'amount'>,
): Sold => {
  invariant(amount?.currency === order.placed.currency, 'money is taken in the currency of the order');
  const [goods = 0n, shipping = 0n, tax = 0n] = allocate(amount.minor, openParts(order, sold));
  return {
    captures: sold.captures + 1,
    goods: sold.goods + goods,
    shipping: sold.shipping + shipping,
    tax: sold.tax + tax,
  };
};
