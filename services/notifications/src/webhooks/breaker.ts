/** Whether an endpoint is tried at all: after too many failures in a row it is left alone for a while, then tried by one webhook. */
export interface Breaker {
  /** In a row. */
  readonly failures: number;
  /** How often it was paused in a row. */
  readonly openings: number;
  readonly pausedUntil: Date | null;
}

export const CLOSED: Breaker = { failures: 0, openings: 0, pausedUntil: null };

const FAILURES_TO_OPEN = 5;

/** Nothing is tried now. */
export const isPaused = ({ pausedUntil }: Breaker, now: Date): boolean => pausedUntil !== null && pausedUntil > now;

/** It was paused, and nothing got through since: one webhook at a time shows whether it is back. */
export const isProbing = ({ openings }: Breaker): boolean => openings > 0;

/** After a failure. `pauseMs`: for how long it is left alone when that happens for the nth time in a row. */
export const afterFailure = (breaker: Breaker, now: Date, pauseMs: (openings: number) => number): Breaker => {
  const failures = breaker.failures + 1;
  const mustOpen = !isPaused(breaker, now) && (isProbing(breaker) || failures >= FAILURES_TO_OPEN);
  if (!mustOpen) return { ...breaker, failures };
  const openings = breaker.openings + 1;
  return { failures, openings, pausedUntil: new Date(now.getTime() + pauseMs(openings)) };
};
