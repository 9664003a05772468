/** One buyer's own copy of a file that has a stamp: `GET …/stamped-copies`. */
export interface StampedCopy {
  readonly order: string;
  readonly sku: string;
  readonly fileName: string;
  /** waiting: not made yet. failed: it could not be made, and its buyer gets nothing. */
  readonly status: 'waiting' | 'ready' | 'failed';
  /** Why it could not be made. */
  readonly code: string | null;
  readonly tries: number;
  /** RFC 3339 */
  readonly changedAt: string;
}

/** The copy that tells how a file of an order stands: of several versions the one that changed last. */
export const copyOf = (
  copies: readonly StampedCopy[],
  { sku, fileName }: Pick<StampedCopy, 'sku' | 'fileName'>,
): StampedCopy | undefined =>
  copies
    .filter((one) => one.sku === sku && one.fileName === fileName)
    .reduce<StampedCopy | undefined>(
      (last, one) => (last === undefined || one.changedAt > last.changedAt ? one : last),
      undefined,
    );
