export interface Backoff {
  /** Before the second attempt, at most. */
  readonly firstMs: number;
  /** Between attempts, at most. */
  readonly maxMs: number;
}

/** How long to wait after so many attempts (from 1): doubling up to the most, of which chance decides the upper
 *  half, so that what failed together does not come again together. `random` is at least 0 and less than 1. */
export const backoffMs = (attempts: number, { firstMs, maxMs }: Backoff, random: number): number => {
  const wholeMs = Math.min(maxMs, firstMs * 2 ** Math.max(0, attempts - 1));
  return Math.round(wholeMs / 2 + (random * wholeMs) / 2);
};
