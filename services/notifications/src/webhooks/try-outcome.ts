/** What became of a try. */
export interface TryResult {
  /** 0 where there was no answer. */
  readonly status: number;
  /** `retry-after`, in seconds, where the answer has one. */
  readonly retryAfter?: string | undefined;
}

export type TryOutcome =
  | { readonly kind: 'succeeded' }
  /** The endpoint wants no more, for ever. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly leastWaitMs: number };

const LONGEST_ASKED_FOR_MS = 3_600_000;

const askedForMs = (retryAfter: string | undefined): number =>
  /^\d{1,6}$/.test(retryAfter ?? '') ? Math.min(Number(retryAfter) * 1_000, LONGEST_ASKED_FOR_MS) : 0;

/** 2xx is a success, 410 an end; everything else, redirects included, is tried again, not before the receiver asked for it.
 *  Source: Standard Webhooks, "Operational considerations". */
export const outcomeOf = ({ status, retryAfter }: TryResult): TryOutcome => {
  if (status >= 200 && status < 300) return { kind: 'succeeded' };
  if (status === 410) return { kind: 'gone' };
  return { kind: 'failed', leastWaitMs: askedForMs(retryAfter) };
};

/** When it is tried again; undefined once its time was over at this try. The last try is at the end of the time. */
export const nextTryAt = (now: Date, waitMs: number, giveUpAt: Date): Date | undefined =>
  now >= giveUpAt ? undefined : new Date(Math.min(now.getTime() + waitMs, giveUpAt.getTime()));
