import { newEvent, type OrderEvent } from '@tollgate/contracts';
import { invariant } from '@tollgate/errors';
import { money } from '@tollgate/money';
import type { CurrentSettings } from '@tollgate/settings';
import type { ShippingSettings } from '../settings/shipping-settings.schema.js';
import type { TaxSettings } from '../settings/tax-settings.schema.js';
import { shippingOf } from '../shipping/shipping-charge.js';
import { salesTaxAt } from '../tax/sales-tax.js';
import { rounding, taxLines } from '../tax/tax-lines.js';
import { normalTerritory } from '../tax/us-territory.js';
import { type Cart, type Destination, subtotalOf, type Unpriced } from './cart.js';

/** What a merchant's prices are made from. */
export interface PricingSettings {
  readonly tax: CurrentSettings<TaxSettings>;
  readonly shipping: CurrentSettings<ShippingSettings>;
}

export type Pricing = Extract<OrderEvent, { readonly type: 'OrderPriced' | 'OrderPricingFailed' }>;

/** The most that fits a card payment. Source: ISO 8583:1987 DE 4, n 12. */
const MOST_MINOR = 999_999_999_999n;

const tooLarge: Unpriced = {
  code: 'amount_too_large',
  field: '/items',
  detail: 'The total is more than a card payment can hold.',
};

const totalChanged: Unpriced = {
  code: 'total_changed',
  field: '/expectedTotal',
  detail: 'The order comes to another total than the customer was shown.',
};

/** Where the cart is taxed and sent. Goods go where they are shipped, by default to the billing address; what is only
 *  downloaded is taxed where the customer is billed. Source: Streamlined Sales and Use Tax Agreement § 310
 *  (destination, else the address of the payment). */
const destinationOf = ({ billing, shipping, lines }: Cart): Destination => {
  if (shipping && lines.some(({ isShipped }) => isShipped)) {
    return { address: normalTerritory(shipping), field: '/shippingAddress' };
  }
  invariant(billing !== undefined, 'an order has a billing address');
  return { address: normalTerritory(billing), field: '/billingAddress' };
};

/** Both areas lie in one stream: its version at the later of the two changes names both documents. */
const versionOf = ({ tax, shipping }: PricingSettings): number => Math.max(tax.version, shipping.version);

const failed = (why: Unpriced): Pricing => newEvent('OrderPricingFailed', why);

/** Prices a cart as of a day (YYYY-MM-DD, UTC): lines, shipping by weight and zone, sales tax where the merchant
 *  collects it, and the total, in the cart's currency and its minor units. A cart of total 0 has a price like any
 *  other. Answers OrderPricingFailed with `unknown_region`, `date_not_served`, `amount_too_large`, `total_changed` where
 *  the customer was shown another total, or one of `shippingOf`'s codes. */
export const priceOrder = (cart: Cart, day: string, settings: PricingSettings): Pricing => {
  const destination = destinationOf(cart);
  const shipping = shippingOf(cart, destination, settings.shipping.document);
  if ('code' in shipping) return failed(shipping);
  const tax = salesTaxAt(destination, day, settings.tax.document);
  if (tax !== 'none' && 'code' in tax) return failed(tax);
  const { currency, lines, screening } = cart;
  const { method, charge } = shipping;
  const taxed = taxLines(tax === 'none' ? undefined : tax, { lines, shipping: charge, currency }, settings.tax.document);
  const subtotal = subtotalOf(cart);
  const taxSum = taxed.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const total = subtotal + charge + taxSum;
  if (total > MOST_MINOR) return failed(tooLarge);
  if (cart.expectedTotal !== undefined && cart.expectedTotal.minor !== total) return failed(totalChanged);
  return newEvent('OrderPriced', {
    subtotal: money(subtotal, currency),
    shipping: money(charge, currency),
    tax: money(taxSum, currency),
    total: money(total, currency),
    taxLines: [...taxed],
    shippingMethod: method,
    rounding,
    screening,
    destination: destination.address,
    settingsVersion: versionOf(settings),
  });
};
