/** Whose figures (I14). */
export interface Owner {
  readonly merchant: string;
  readonly mode: string;
}

/** Whose figures, and in which currency (ISO 4217; empty: all). */
export interface Wanted extends Owner {
  readonly currency: string;
}
