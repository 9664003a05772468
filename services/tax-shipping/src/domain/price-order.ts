import { newEvent, type OrderEvent, type Place } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { money } from '@tollgate/money';
import type { ShippingTable } from '../data/shipping-rates.js';
import type { StateSalesTax } from '../data/us-sales-tax.js';
import type { Cart, Unpriced } from './cart.js';
import { defaultMethod, isShipped, isShippingMethod, parcelWeight, shippingCharge } from './shipping-charge.js';
import { inForce, rounding, taxLines } from './tax-lines.js';

/** What prices are made from. Data, so that a merchant's own can take its place. */
export interface PricingTables {
  /** By region, the newest first. The merchant has nexus in each of them. */
  readonly usSalesTax: ReadonlyMap<string, readonly StateSalesTax[]>;
  /** Regions of the US without a sales tax of the state's own. */
  readonly untaxedUsRegions: ReadonlySet<string>;
  /** The first day the tax table speaks of, YYYY-MM-DD. */
  readonly firstTaxDay: string;
  readonly shipping: ShippingTable;
}

export type Pricing = Extract<OrderEvent, { readonly type: 'OrderPriced' | 'OrderPricingFailed' }>;

/** The most that fits a card payment. Source: ISO 8583:1987 DE 4, n 12. */
const mostMinor = 999_999_999_999n;

/** Where the cart is taxed and sent. Goods go where they are shipped, by default to the billing address; what is only downloaded is
 *  taxed where the customer is billed. Source: Streamlined Sales and Use Tax Agreement § 310 (destination, else the address of the payment). */
const destinationOf = ({ billing, shipping, lines }: Cart): { readonly place: Place; readonly field: string } => {
  if (shipping && lines.some(isShipped)) return { place: shipping, field: '/shippingAddress' };
  invariant(billing !== undefined, 'an order has a billing address');
  return { place: billing, field: '/billingAddress' };
};

/** Why it cannot be taxed: a state that is none would go untaxed unseen. */
const cannotTax = (
  { place, field }: ReturnType<typeof destinationOf>,
  day: string,
  tables: PricingTables,
): Unpriced | undefined => {
  if (place.country !== 'US' || tables.untaxedUsRegions.has(place.region)) return undefined;
  if (!tables.usSalesTax.has(place.region)) {
    return { code: 'unknown_region', field: `${field}/region`, detail: 'The region is no state or territory of the US.' };
  }
  if (day >= tables.firstTaxDay) return undefined;
  return { code: 'date_not_served', field: '/at', detail: `Tax rates are known from ${tables.firstTaxDay} on.` };
};

const cannotShip = (
  cart: Cart,
  { place, field }: ReturnType<typeof destinationOf>,
  table: ShippingTable,
): Unpriced | undefined => {
  if (!cart.lines.some(isShipped)) return undefined;
  if (!table.countries.has(place.country)) {
    return { code: 'destination_not_served', field: `${field}/country`, detail: `Nothing is shipped to ${place.country}.` };
  }
  if (cart.shippingMethod !== '' && !isShippingMethod(cart.shippingMethod)) {
    return { code: 'unknown_shipping_method', field: '/shippingMethod', detail: 'There is no such shipping method.' };
  }
  if (cart.currency === table.currency) return undefined;
  return { code: 'currency_not_served', field: '/currency', detail: `Shipping is priced in ${table.currency} only.` };
};

const subtotalOf = ({ lines }: Cart): bigint =>
  lines.reduce((sum, { unitAmount, quantity }) => sum + (unitAmount?.minor ?? 0n) * BigInt(quantity), 0n);

const shippingOf = ({ lines, shippingMethod }: Cart, country: string, table: ShippingTable) => {
  if (!lines.some(isShipped)) return { method: '', charge: 0n };
  const method = isShippingMethod(shippingMethod) ? shippingMethod : defaultMethod;
  return { method, charge: shippingCharge(table, parcelWeight(lines), { method, country }) };
};

/** Prices a cart as of a day (YYYY-MM-DD, UTC): lines, shipping by weight and zone, the state's sales tax, and the total, in the cart's currency.
 *  Outside the US no tax is due (the merchant has no nexus there). Answers OrderPricingFailed with `unknown_region`, `date_not_served`,
 *  `destination_not_served`, `unknown_shipping_method`, `currency_not_served` or `amount_too_large`. */
export const priceOrder = (cart: Cart, day: string, tables: PricingTables): Pricing => {
  const destination = destinationOf(cart);
  const { place } = destination;
  const failure = cannotShip(cart, destination, tables.shipping) ?? cannotTax(destination, day, tables);
  if (failure) return newEvent('OrderPricingFailed', failure);
  const { currency, lines, screening } = cart;
  const subtotal = subtotalOf(cart);
  const { method, charge: shipping } = shippingOf(cart, place.country, tables.shipping);
  const tax = place.country === 'US' ? inForce(tables.usSalesTax, place.region, day) : undefined;
  const taxed = taxLines(tax, place, { lines, shipping, currency });
  const taxSum = taxed.reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
  const total = subtotal + shipping + taxSum;
  if (total > mostMinor) {
    return newEvent('OrderPricingFailed', {
      code: 'amount_too_large',
      field: '/items',
      detail: 'The total is more than a card payment can hold.',
    });
  }
  return newEvent('OrderPriced', {
    subtotal: money(subtotal, currency),
    shipping: money(shipping, currency),
    tax: money(taxSum, currency),
    total: money(total, currency),
    taxLines: [...taxed],
    shippingMethod: method,
    rounding,
    screening,
    destination: place,
  });
};
