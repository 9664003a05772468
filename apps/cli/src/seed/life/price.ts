import type { EventInit, OrderLine } from '@tollgate/contracts';
import { allocate, atRate, money } from '@tollgate/money';
import type { Market, TaxRule } from '../shop/markets.data.js';
import { EXPRESS, postage } from '../shop/products.data.js';
import { chargeIn } from '../shop/products.js';

type Priced = EventInit<'OrderPriced'>;
type TaxLine = NonNullable<Priced['taxLines']>[number];

/** What is to be priced. */
export interface Cart {
  readonly market: Market;
  readonly region: string;
  readonly lines: readonly OrderLine[];
  /** Empty where nothing is shipped. */
  readonly shippingMethod: string;
}

const minorOf = ({ unitAmount, quantity }: OrderLine): bigint => (unitAmount?.minor ?? 0n) * BigInt(quantity);

const shippingOf = ({ market, lines, shippingMethod }: Cart): bigint => {
  if (shippingMethod === '') return 0n;
  const grams = lines.reduce((sum, { weightGrams, quantity }) => sum + weightGrams * quantity, 0);
  const [, home = 0, abroad = 0] = postage.find(([upTo]) => grams <= upTo) ?? postage.at(-1) ?? [];
  const cents = (market.country === 'US' ? home : abroad) * (shippingMethod === 'express' ? EXPRESS : 1);
  return BigInt(chargeIn(market.currency, cents));
};

/** What of the cart is taxed: lines from 1, and the charge for shipping them as line 0. */
const taxedParts = ([, , beside]: TaxRule, { lines }: Cart, shipping: bigint) => {
  const isTaxed = ({ taxClass }: OrderLine): boolean => taxClass !== 'digital_goods' || beside === 'digital' || beside === 'both';
  const taxesShipping = (beside === 'shipping' || beside === 'both') && lines.some((line) => line.isShipped && isTaxed(line));
  return [
    ...lines.flatMap((line, index) => (isTaxed(line) ? [{ line: index + 1, minor: minorOf(line) }] : [])),
    ...(taxesShipping ? [{ line: 0, minor: shipping }] : []),
  ].filter(({ minor }) => minor > 0n);
};

/** One line for the cart’s jurisdiction, rounded once and split by largest remainder, as tax-shipping does it; none where nothing is taxed. */
const taxLinesOf = (cart: Cart, shipping: bigint): readonly TaxLine[] => {
  const { market, region } = cart;
  const isOfRegion = region !== '' && market.tax[region] !== undefined;
  const rule = market.tax[isOfRegion ? region : ''];
  const parts = rule === undefined ? [] : taxedParts(rule, cart, shipping);
  if (rule === undefined || parts.length === 0) return [];
  const { currency } = market;
  const [name, ratePpm] = rule;
  const weights = parts.map(({ minor }) => minor);
  const taxable = weights.reduce((sum, minor) => sum + minor, 0n);
  const amount = atRate(money(taxable, currency), ratePpm);
  const amounts = allocate(amount.minor, weights);
  const shares = parts.map(({ line, minor }, index) => ({
    line,
    taxable: money(minor, currency),
    amount: money(amounts[index] ?? 0n, currency),
  }));
  const jurisdiction = isOfRegion ? `${market.country}-${region}` : market.country;
  return [{ jurisdiction, name, ratePpm, taxable: money(taxable, currency), amount, shares }];
};

/** Shipping, tax and total of a cart, in its market's currency. */
export const priceCart = (cart: Cart) => {
  const { currency } = cart.market;
  const shipping = shippingOf(cart);
  const taxLines = taxLinesOf(cart, shipping);
  const tax = taxLines.reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
  const subtotal = cart.lines.reduce((sum, line) => sum + minorOf(line), 0n);
  return {
    subtotal: money(subtotal, currency),
    shipping: money(shipping, currency),
    tax: money(tax, currency),
    total: money(subtotal + shipping + tax, currency),
    taxLines: [...taxLines],
  };
};
