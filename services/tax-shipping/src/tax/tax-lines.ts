import type { EventInit, OrderLine } from '@tollgate/contracts';
import { allocate, atRate, type Money, money } from '@tollgate/money';
import type { TaxSettings } from '../settings/tax-settings.schema.js';
import type { StateSalesTax } from './us-sales-tax.data.js';

export type TaxLineInit = NonNullable<EventInit<'OrderPriced'>['taxLines']>[number] & { readonly amount: Money };

/** How tax is rounded, once per tax line, and then split over what it falls on. Source: Streamlined Sales and Use Tax
 *  Agreement § 324: to the third decimal place, up when that is greater than four; by item or by invoice. */
export const rounding = 'half_up_per_line';

/** What may be taxed: the lines, and the charge for shipping them; all in minor units of `currency`. */
export interface Taxables {
  readonly lines: readonly OrderLine[];
  readonly shipping: bigint;
  readonly currency: string;
}

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

export const jurisdictionOf = ({ region }: Pick<StateSalesTax, 'region'>): string => `US-${region}`;

/** By the class of the goods: what the merchant set for it there, or what the state's table says. A class that the
 *  table does not know is taxed as goods are: nothing goes untaxed unseen. */
const isTaxed = (tax: StateSalesTax, { taxClass }: OrderLine, { taxability }: TaxSettings): boolean => {
  const jurisdiction = jurisdictionOf(tax);
  const own = taxability.find((one) => one.jurisdiction === jurisdiction && one.taxClass === taxClass);
  return own?.isTaxed ?? (taxClass !== 'digital_goods' || tax.taxesDigital);
};

/** The charge for shipping goods is taxed where the state does so, if any of the goods shipped are. */
const taxedParts = (tax: StateSalesTax, { lines, shipping }: Taxables, settings: TaxSettings): readonly Taxable[] => {
  const taxed = lines.map((line) => isTaxed(tax, line, settings));
  const parts = lines.flatMap(({ unitAmount, quantity }, index) =>
    taxed[index] ? [{ line: index + 1, minor: (unitAmount?.minor ?? 0n) * BigInt(quantity) }] : [],
  );
  if (tax.taxesShipping && lines.some(({ isShipped }, index) => isShipped && taxed[index])) {
    parts.push({ line: 0, minor: shipping });
  }
  return parts.filter(({ minor }) => minor > 0n);
};

/** The state's tax on lines and shipping: one tax line with what falls on which line, or none where nothing is taxed.
 *  Rounded once, and split by largest remainder, so that the shares add up to it. */
export const taxLines = (tax: StateSalesTax | undefined, taxables: Taxables, settings: TaxSettings): readonly TaxLineInit[] => {
  if (tax === undefined) return [];
  const parts = taxedParts(tax, taxables, settings);
  if (parts.length === 0) return [];
  const { currency } = taxables;
  const taxable = money(
    parts.reduce((sum, { minor }) => sum + minor, 0n),
    currency,
  );
  const amount = atRate(taxable, tax.ratePpm);
  const amounts = allocate(
    amount.minor,
    parts.map(({ minor }) => minor),
  );
  const shares = parts.map(({ line, minor }, index) => ({
    line,
    taxable: money(minor, currency),
    amount: money(amounts[index] ?? 0n, currency),
  }));
  const { name, ratePpm } = tax;
  return [{ jurisdiction: jurisdictionOf(tax), name: `${name} sales tax`, ratePpm, taxable, amount, shares }];
};
