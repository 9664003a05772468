import type { OrderLine } from '@tollgate/contracts';
import type { ShippingMethod, ShippingTable, Zone } from '../data/shipping-rates.js';

const methods: ReadonlySet<string> = new Set<ShippingMethod>(['ground', 'express']);
export const defaultMethod: ShippingMethod = 'ground';

export const isShippingMethod = (name: string): name is ShippingMethod => methods.has(name);

export const isShipped = ({ kind }: Pick<OrderLine, 'kind'>): boolean => kind === 'physical';

const gramsPerKilogram = 1_000n;

/** Grams of all that is shipped; what has no weight given weighs nothing. In bigint, as a count and a weight may both be large. */
export const parcelWeight = (lines: readonly OrderLine[]): bigint =>
  lines.filter(isShipped).reduce((grams, { weightGrams, quantity }) => grams + BigInt(weightGrams) * BigInt(quantity), 0n);

/** What one parcel of that weight costs, in minor units of the table's currency. Every weight has a price. */
export const shippingCharge = (
  table: ShippingTable,
  grams: bigint,
  { method, country }: { readonly method: ShippingMethod; readonly country: string },
): bigint => {
  const zone: Zone = country === 'US' ? 'us' : 'world';
  const step = table.steps.find(({ upToGrams }) => grams <= upToGrams);
  if (step) return step.price[zone][method];
  const last = table.steps.at(-1);
  const [weight, price] = last ? [last.upToGrams, last.price[zone][method]] : [0n, 0n];
  const kilograms = (grams - weight + gramsPerKilogram - 1n) / gramsPerKilogram;
  return price + kilograms * table.furtherKilogram[zone][method];
};
