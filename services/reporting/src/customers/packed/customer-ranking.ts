import { QUARTER_MS } from '../../figures/buckets.js';
import type { CustomerGroup } from '../customers.repository.js';
import { type CurrencyTable, type CustomerFigure, type CustomerTable, tablesOf } from './customer-table.js';
import type { PackedCustomers } from './packed-customers.js';

/** Where all without an e-mail address stand. */
const UNKNOWN = 0;

/** Somebody who may be among those who bought most. */
export interface Candidate {
  readonly currency: string;
  readonly place: number;
  /** Known of those alone who have no number. */
  readonly customer: string | undefined;
  readonly isNew: boolean;
  readonly sales: string;
  readonly captured: string;
  readonly refunds: string;
  readonly refunded: string;
  /** Captured less refunded. */
  readonly net: string;
}

/** The largest net but so many. One after the other is put into its place among the largest, which is seldom: most are smaller than all of these. */
const largestBut = (table: CustomerTable, places: Int32Array, most: number): number => {
  const largest = new Array<number>(most).fill(Number.NEGATIVE_INFINITY);
  for (const place of places) {
    const net = table.netAt(place);
    if (net <= (largest[most - 1] ?? net)) continue;
    largest.splice(
      largest.findIndex((one) => one < net),
      0,
      net,
    );
    largest.pop();
  }
  return largest[most - 1] ?? 0;
};

const isNewAt = (table: CustomerTable, place: number, fromQuarter: number): boolean => table.firstQuarterAt(place) >= fromQuarter;

/** Among which those are that bought most: as many as are wanted, and whoever bought as much as the last of them, as the order of equals is that of
 *  their names, which are not known here. */
export const candidatesIn = (
  { currency, table, unnumbered }: CurrencyTable,
  fromQuarter: number,
  most: number,
): readonly Candidate[] => {
  const places = table.places.subarray(table.places[0] === UNKNOWN ? 1 : 0);
  const least = largestBut(table, places, most);
  return Array.from(
    places.filter((place) => table.netAt(place) >= least),
    (place) => ({
      currency,
      place,
      customer: unnumbered.get(place),
      isNew: isNewAt(table, place, fromQuarter),
      sales: String(table.at(place, 'sales')),
      captured: String(table.at(place, 'captured')),
      refunds: String(table.at(place, 'refunds')),
      refunded: String(table.at(place, 'refunded')),
      net: String(table.netAt(place)),
    }),
  );
};

const kinds = ['new', 'returning', 'unknown'] as const;

/** The kind of each of the places, as its place in `kinds`. */
const kindsAt = (table: CustomerTable, places: Int32Array, fromQuarter: number): Uint8Array => {
  const found = new Uint8Array(places.length);
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? UNKNOWN;
    if (place === UNKNOWN) found[index] = 2;
    else if (!isNewAt(table, place, fromQuarter)) found[index] = 1;
  }
  return found;
};

/** Customers of each kind, or the sums of a figure of theirs by kind. */
const byKind = ({ table, kindOf }: { table: CustomerTable; kindOf: Uint8Array }, figure?: CustomerFigure): readonly number[] => {
  const sums = new Float64Array(kinds.length);
  const { places } = table;
  for (let index = 0; index < places.length; index += 1) {
    const kind = kindOf[index] ?? 0;
    sums[kind] = (sums[kind] ?? 0) + (figure === undefined ? 1 : table.at(places[index] ?? 0, figure));
  }
  return [...sums];
};

/** What new and returning customers bought, and those who are not known. */
export const groupsIn = ({ currency, table }: CurrencyTable, fromQuarter: number): readonly CustomerGroup[] => {
  const kindOf = kindsAt(table, table.places, fromQuarter);
  const columns = [undefined, 'sales', 'captured', 'refunds', 'refunded'] as const;
  const sums = columns.map((figure) => byKind({ table, kindOf }, figure));
  return kinds.flatMap((kind, index) => {
    const [members = 0, sales, captured, refunds, refunded] = sums.map((ofKinds) => ofKinds[index]);
    if (members === 0) return [];
    const customers = kind === 'unknown' ? 0 : members;
    const amounts = { sales: `${sales}`, captured: `${captured}`, refunds: `${refunds}`, refunded: `${refunded}` };
    return [{ currency, kind, customers: `${customers}`, ...amounts }];
  });
};

/** Who may have bought most, and what groups of customers did, currency by currency, added up in a table that is empty. Undefined where a sum is
 *  beyond what is exact. */
export const rankingOf = (
  packed: PackedCustomers,
  { fromMs, most }: { readonly fromMs: number; readonly most: number },
  table: CustomerTable,
): { readonly candidates: readonly Candidate[]; readonly groups: readonly CustomerGroup[] } | undefined => {
  const fromQuarter = fromMs / QUARTER_MS;
  const candidates: Candidate[] = [];
  const groups: CustomerGroup[] = [];
  for (const one of tablesOf(packed, table)) {
    if (!table.isExact) return undefined;
    candidates.push(...candidatesIn(one, fromQuarter, most));
    groups.push(...groupsIn(one, fromQuarter));
  }
  return { candidates, groups };
};
