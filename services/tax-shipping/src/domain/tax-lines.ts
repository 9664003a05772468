import type { EventInit, OrderLine, Place } from '@tollgate/contracts';
import { allocate, atRate, money } from '@tollgate/money';
import type { StateSalesTax } from '../data/us-sales-tax.js';
import { isShipped } from './shipping-charge.js';

export type TaxLineInit = NonNullable<EventInit<'OrderPriced'>['taxLines']>[number];

/** How tax is rounded, once per tax line, and then split over what it falls on.
 *  Source: Streamlined Sales and Use Tax Agreement § 324: to the third decimal place, up when that is greater than four; by item or by invoice. */
export const rounding = 'half_up_per_line';

/** Some of the cart that is taxed: a line of the order, from 1, or 0, the shipping charge. */
interface Taxable {
  readonly line: number;
  readonly minor: bigint;
}

/** The rows of a table by region, the newest first. */
export const byRegion = (rows: readonly StateSalesTax[]): ReadonlyMap<string, readonly StateSalesTax[]> =>
  new Map(
    Object.entries(Object.groupBy(rows, ({ region }) => region)).map(([region, ofRegion = []]) => [
      region,
      ofRegion.toSorted((a, b) => (a.from < b.from ? 1 : -1)),
    ]),
  );

/** The row in force on a day (YYYY-MM-DD); undefined where the region has none on that day. */
export const inForce = (
  rows: ReadonlyMap<string, readonly StateSalesTax[]>,
  region: string,
  day: string,
): StateSalesTax | undefined => rows.get(region)?.find(({ from }) => from <= day);

const taxablesOf = (tax: StateSalesTax, lines: readonly OrderLine[], shipping: bigint): readonly Taxable[] => {
  const taxed = lines.flatMap((line, index) =>
    isShipped(line) || tax.taxesDigital
      ? [{ line: index + 1, minor: (line.unitAmount?.minor ?? 0n) * BigInt(line.quantity) }]
      : [],
  );
  if (tax.taxesShipping) taxed.push({ line: 0, minor: shipping });
  return taxed.filter(({ minor }) => minor > 0n);
};

/** The state's tax on lines and shipping, all in minor units of `currency`: one tax line with what falls on which line, or none where
 *  nothing is taxed. Shipping is taxed as the goods are; where nothing is shipped it is 0. */
export const taxLines = (
  tax: StateSalesTax | undefined,
  { country }: Place,
  cart: { readonly lines: readonly OrderLine[]; readonly shipping: bigint; readonly currency: string },
): readonly TaxLineInit[] => {
  if (tax === undefined) return [];
  const taxables = taxablesOf(tax, cart.lines, cart.shipping);
  if (taxables.length === 0) return [];
  const { currency } = cart;
  const taxable = money(
    taxables.reduce((sum, { minor }) => sum + minor, 0n),
    currency,
  );
  const amount = atRate(taxable, tax.ratePpm);
  const parts = allocate(
    amount.minor,
    taxables.map(({ minor }) => minor),
  );
  const shares = taxables.map(({ line, minor }, index) => ({
    line,
    taxable: money(minor, currency),
    amount: money(parts[index] ?? 0n, currency),
  }));
  const { region, name, ratePpm } = tax;
  return [{ jurisdiction: `${country}-${region}`, name: `${name} sales tax`, ratePpm, taxable, amount, shares }];
};
