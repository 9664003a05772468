import { addressOf, filterOf } from '../orders/order-filters.js';
import type { Interpretation } from '../orders/parse-search.js';
import type { PageName, StorePage } from './navigation.js';

/** Something that the palette can do. */
export type PaletteEntry =
  | { readonly kind: 'page'; readonly page: PageName; readonly label: string; readonly href: string }
  | { readonly kind: 'filter'; readonly label: string; readonly href: string }
  | { readonly kind: 'search'; readonly search: Interpretation; readonly href: string };

/** A saved filter, and where it leads. */
export interface NamedFilter {
  readonly label: string;
  readonly href: string;
}

/** The pages and saved filters whose name has the words typed, then the orders that may be meant. */
export const paletteEntries = (
  typed: string,
  named: readonly (StorePage & { readonly label: string })[],
  { searches, filters }: { readonly searches: readonly Interpretation[]; readonly filters: readonly NamedFilter[] },
): readonly PaletteEntry[] => {
  const wanted = typed.trim().toLowerCase();
  const fitting = named.filter(({ label }) => label.toLowerCase().includes(wanted));
  return [
    ...searches.filter(({ by }) => by === 'id').map(searchEntry),
    ...fitting.map(({ name, label, href }) => ({ kind: 'page', page: name, label, href }) as const),
    ...filters
      .filter(({ label }) => label.toLowerCase().includes(wanted))
      .map((filter) => ({ kind: 'filter', ...filter }) as const),
    ...searches.filter(({ by }) => by !== 'id').map(searchEntry),
  ];
};

const searchEntry = (search: Interpretation): PaletteEntry => ({
  kind: 'search',
  search,
  href: search.by === 'id' ? `/orders/${search.value}` : `/orders?${addressOf(filterOf(search))}`,
});
