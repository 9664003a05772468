import type { Mark, MarkedKind } from './mark.js';

/** What a thread is given. */
export interface MarkingJob {
  readonly kind: MarkedKind;
  readonly bytes: Uint8Array;
  readonly mark: Mark;
}

/** What it answers: the copy, or why there can be none. */
export type MarkingResult = { readonly bytes: Uint8Array } | { readonly code: string; readonly detail: string | undefined };
