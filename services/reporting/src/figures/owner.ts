/** Whose figures (I14). */
export interface Owner {
  readonly merchant: string;
  readonly mode: string;
}
