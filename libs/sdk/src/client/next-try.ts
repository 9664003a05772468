/** What came of one try: nothing, or an answer that is no success. */
export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'answer'; readonly status: number; readonly code: string; readonly retryAfter: string | null };

export interface RetryPolicy {
  /** After the first try; 0: none. */
  readonly maxRetries: number;
  /** The longest wait for one more try. What asks for more is not waited for. */
  readonly longestWaitMs: number;
  /** How long the same request may be under way elsewhere, under the same key. */
  readonly patienceMs: number;
}

export interface Tried {
  /** From 1; those that found the same request under way do not count. */
  readonly tries: number;
  readonly elapsedMs: number;
  readonly nowMs: number;
  /** From 0 to 1. */
  readonly chance: number;
}

const firstWaitMs = 250;
const conflict = 409;
/** The gateway is busy, or what it needs is away; the last two come from what stands before it. */
const passing: ReadonlySet<number> = new Set([429, 503, 502, 504]);

const secondMs = 1_000;

/** `Retry-After`: seconds, or a date. Source: RFC 9110 §10.2.3. */
export const retryAfterMs = (text: string | null, nowMs: number): number | undefined => {
  if (text === null || text.trim() === '') return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * secondMs;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
};

/** The same command is being handled, on behalf of another call or of a try that was given up: its answer will be this one's. */
export const isUnderWay = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && outcome.status === conflict && outcome.code === 'still_running';

const mayPass = (outcome: Outcome, { tries, elapsedMs }: Tried, { maxRetries, patienceMs }: RetryPolicy): boolean => {
  if (isUnderWay(outcome)) return elapsedMs < patienceMs;
  return tries <= maxRetries && (outcome.kind === 'nothing' || passing.has(outcome.status));
};

/** How long to wait for the next try, in ms; undefined where there is to be none. Waits double, and differ by chance, so that callers who failed
 *  together do not come back together; what the gateway asks for is kept. */
export const nextTry = (outcome: Outcome, tried: Tried, policy: RetryPolicy): number | undefined => {
  if (!mayPass(outcome, tried, policy)) return undefined;
  const asked = outcome.kind === 'nothing' ? undefined : retryAfterMs(outcome.retryAfter, tried.nowMs);
  if (asked !== undefined && asked > policy.longestWaitMs) return undefined;
  const backoff = firstWaitMs * 2 ** (tried.tries - 1) * (0.5 + tried.chance);
  return Math.max(asked ?? 0, Math.min(policy.longestWaitMs, Math.round(backoff)));
};
