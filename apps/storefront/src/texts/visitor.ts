import type { Locale } from './locale.js';

/** Who reads a page. */
export interface Visitor {
  readonly locale: Locale;
  /** In their cart. */
  readonly pieces: number;
  /** Where the page can be read once more, in another language; undefined of one that answers a form. */
  readonly path?: string;
}
