import type { BookEntry } from './books/journal-entry.js';
import type { Delivery } from './cards/test-cards.data.js';
import type { ApiFailure } from './http/api-failure.js';

/** What a request leads to: lines for the books, then either an object of the books to show, or the failure to tell. */
export interface Decision {
  readonly entries: readonly BookEntry[];
  readonly shows: { readonly intent?: string; readonly method?: string; readonly refund?: string };
  /** Told after the entries are written: a decline is in the books, too. */
  readonly failure?: ApiFailure;
  readonly delivery?: Delivery;
}

/** Ids and the clock, from outside. */
export interface Source {
  newId(prefix: 'pm' | 'pi' | 'ch' | 're'): string;
  now(): Date;
}
