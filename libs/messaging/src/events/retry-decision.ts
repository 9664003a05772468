import { TransientError } from '@tollgate/errors';

/** What becomes of an event whose handler threw. */
export type RetryDecision =
  | { readonly kind: 'again'; readonly isTransient: boolean; readonly delayMs: number }
  | { readonly kind: 'park' };

/** A defect is tried this often by one replica, then parked. */
export const maxTries = 5;
const firstFaultDelayMs = 1_000;
const maxFaultDelayMs = 30_000;
const firstDefectDelayMs = 250;

const doubled = (firstMs: number, count: number): number => firstMs * 2 ** Math.min(count - 1, 16);

/** How often an event came by now, and how often it met a defect here, this time included where it did. */
export interface TriesSoFar {
  readonly deliveryCount: number;
  readonly defectCount: number;
}

export const isTransient = (error: unknown): boolean => error instanceof TransientError;

/** The one rule for it. A TransientError (the outside failed) comes again for ever, after 1 s, 2 s, 4 s … 30 s;
 *  anything else is a defect (a DomainError, too: there is nobody to tell) and is parked the fifth time, however often the event came before. */
export const retryDecisionOf = (error: unknown, { deliveryCount, defectCount }: TriesSoFar): RetryDecision => {
  if (isTransient(error)) {
    return { kind: 'again', isTransient: true, delayMs: Math.min(doubled(firstFaultDelayMs, deliveryCount), maxFaultDelayMs) };
  }
  if (defectCount >= maxTries) return { kind: 'park' };
  return { kind: 'again', isTransient: false, delayMs: doubled(firstDefectDelayMs, defectCount) };
};
