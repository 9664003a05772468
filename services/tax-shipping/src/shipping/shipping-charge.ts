import type { OrderLine } from '@tollgate/contracts';
import { type Cart, type Destination, subtotalOf, type Unpriced } from '../price/cart.js';
import type { ShippingRate, ShippingSettings } from '../settings/shipping-settings.schema.js';

/** The method that a cart is sent by, and what that costs in minor units of the cart's currency. */
export interface Shipping {
  /** Empty where nothing is shipped. */
  readonly method: string;
  readonly charge: bigint;
}

type Method = ShippingSettings['methods'][number];

const GRAMS_PER_KILOGRAM = 1_000n;

/** Grams of all that is shipped; what has no weight given weighs nothing. In bigint, as a count and a weight may both
 *  be large. */
export const parcelWeight = (lines: readonly OrderLine[]): bigint =>
  lines
    .filter(({ isShipped }) => isShipped)
    .reduce((grams, { weightGrams, quantity }) => grams + BigInt(weightGrams) * BigInt(quantity), 0n);

/** What one parcel of that weight costs, in minor units of the table's currency; undefined for one that is too heavy to
 *  be carried. */
export const chargeAtRate = ({ steps, furtherKilogram }: ShippingRate, grams: bigint): bigint | undefined => {
  const step = steps.find(({ upToGrams }) => grams <= BigInt(upToGrams));
  if (step) return BigInt(step.amount);
  const last = steps.at(-1);
  if (last === undefined || furtherKilogram === null) return undefined;
  const kilograms = (grams - BigInt(last.upToGrams) + GRAMS_PER_KILOGRAM - 1n) / GRAMS_PER_KILOGRAM;
  return BigInt(last.amount) + kilograms * BigInt(furtherKilogram);
};

const rateOf = ({ rates }: Method, zone: string): ShippingRate | undefined => rates.find((rate) => rate.zone === zone);

const notServed = ({ address, field }: Destination): Unpriced => ({
  code: 'destination_not_served',
  field: `${field}/country`,
  detail: `Nothing is shipped to ${address.country}.`,
});

/** The method that was chosen, or the first that goes to the zone. */
const methodOf = ({ methods }: ShippingSettings, chosen: string, zone: string): Method | Unpriced => {
  const field = '/shippingMethod';
  if (chosen === '') {
    const first = methods.find((method) => rateOf(method, zone) !== undefined);
    return first ?? { code: 'shipping_method_not_offered', field, detail: 'No shipping method goes to this destination.' };
  }
  const method = methods.find(({ name }) => name === chosen);
  if (method === undefined) return { code: 'unknown_shipping_method', field, detail: 'There is no such shipping method.' };
  if (rateOf(method, zone) !== undefined) return method;
  return { code: 'shipping_method_not_offered', field, detail: `${chosen} does not go to this destination.` };
};

const byMethod = (cart: Cart, method: Method, zone: string): Shipping | Unpriced => {
  const rate = rateOf(method, zone);
  const charge = rate && chargeAtRate(rate, parcelWeight(cart.lines));
  if (charge === undefined) {
    return { code: 'parcel_too_heavy', field: '/items', detail: `${method.name} does not carry a parcel of this weight.` };
  }
  const isFree = method.freeFrom !== null && subtotalOf(cart) >= BigInt(method.freeFrom);
  return { method: method.name, charge: isFree ? 0n : charge };
};

/** How a cart is sent, and for how much; nothing where nothing of it is shipped. Answers why it cannot be sent:
 *  `destination_not_served`, `unknown_shipping_method`, `shipping_method_not_offered`, `currency_not_served` or
 *  `parcel_too_heavy`. */
export const shippingOf = (cart: Cart, destination: Destination, settings: ShippingSettings): Shipping | Unpriced => {
  if (!cart.lines.some(({ isShipped }) => isShipped)) return { method: '', charge: 0n };
  const zone = settings.zones.find(({ countries }) => countries.includes(destination.address.country))?.name;
  if (zone === undefined) return notServed(destination);
  const method = methodOf(settings, cart.shippingMethod, zone);
  if ('code' in method) return method;
  if (cart.currency !== settings.currency) {
    return { code: 'currency_not_served', field: '/currency', detail: `Shipping is priced in ${settings.currency} only.` };
  }
  return byMethod(cart, method, zone);
};
