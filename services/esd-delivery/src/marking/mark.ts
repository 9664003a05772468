import type { StampPages } from './stamp-text.js';

/** What is written into one buyer's copy. */
export interface Mark {
  /** One line, filled in. */
  readonly text: string;
  /** As its merchant reads it: `ord_…`. */
  readonly order: string;
  readonly pages: StampPages;
}

/** What can be marked, by the file's name. */
export type MarkedKind = 'pdf' | 'epub';

/** Undefined for what cannot be marked. */
export const kindOf = (name: string): MarkedKind | undefined => {
  const extension = name.split('.').at(-1)?.toLowerCase();
  return extension === 'pdf' || extension === 'epub' ? extension : undefined;
};

/** A PDF is held in memory as a whole, several times over. */
export const maxSourceBytes = 100 * 1_048_576;
