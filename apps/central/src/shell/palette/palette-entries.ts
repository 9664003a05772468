import { addressOf, filterOf } from '../../orders/order-filters.js';
import type { Interpretation } from '../../orders/search/parse-search.js';
import type { PageName, StorePage } from '../navigation.js';

/** Something that the palette can do. */
export type PaletteEntry =
  | { readonly kind: 'page'; readonly page: PageName; readonly label: string; readonly href: string }
  | { readonly kind: 'filter'; readonly label: string; readonly href: string }
  | { readonly kind: 'action'; readonly label: string; readonly act: () => void }
  | { readonly kind: 'find'; readonly label: string; readonly href: string }
  | { readonly kind: 'search'; readonly search: Interpretation; readonly href: string };

/** A saved filter, and where it leads. */
export interface NamedFilter {
  readonly label: string;
  readonly href: string;
}

/** What there is beside the pages. */
interface Further {
  readonly searches: readonly Interpretation[];
  readonly filters: readonly NamedFilter[];
  readonly actions?: readonly { readonly label: string; readonly act: () => void }[];
}

/** The pages, saved filters and actions whose name has the words typed, then the orders that may be meant: first whatever of these is found. An
 *  action shows itself to who asks for something. */
export const paletteEntries = (
  typed: string,
  named: readonly (StorePage & { readonly label: string })[],
  { searches, filters, actions = [] }: Further,
): readonly PaletteEntry[] => {
  const wanted = typed.trim().toLowerCase();
  const fitting = named.filter(({ label }) => label.toLowerCase().includes(wanted));
  return [
    ...searches.filter(({ by }) => by === 'id').map(searchEntry),
    ...fitting.map(({ name, label, href }) => ({ kind: 'page', page: name, label, href }) as const),
    ...filters
      .filter(({ label }) => label.toLowerCase().includes(wanted))
      .map((filter) => ({ kind: 'filter', ...filter }) as const),
    ...actions
      .filter(({ label }) => wanted !== '' && label.toLowerCase().includes(wanted))
      .map((action) => ({ kind: 'action', ...action }) as const),
    ...(searches.length > 1 ? [findEntry(typed.trim())] : []),
    ...searches.filter(({ by }) => by !== 'id').map(searchEntry),
  ];
};

const findEntry = (typed: string): PaletteEntry => ({
  kind: 'find',
  label: typed,
  href: `/orders?${new URLSearchParams({ find: typed })}`,
});

const searchEntry = (search: Interpretation): PaletteEntry => ({
  kind: 'search',
  search,
  href: search.by === 'id' ? `/orders/${search.value}` : `/orders?${addressOf(filterOf(search))}`,
});
