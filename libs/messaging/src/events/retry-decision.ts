import { TransientError } from '@tollgate/errors';

/** What becomes of an event whose handler threw. */
export type RetryDecision =
  | { readonly kind: 'again'; readonly isTransient: boolean; readonly delayMs: number }
  | { readonly kind: 'park' };

/** A defect is tried this often, then parked. */
export const maxTries = 5;
const firstFaultDelayMs = 1_000;
const maxFaultDelayMs = 30_000;
const firstDefectDelayMs = 250;

const doubled = (firstMs: number, deliveryCount: number): number => firstMs * 2 ** Math.min(deliveryCount - 1, 16);

/** The one rule for it. A TransientError (the outside failed) comes again for ever, after 1 s, 2 s, 4 s … 30 s;
 *  anything else is a defect (a DomainError, too: there is nobody to tell) and is parked at the fifth delivery. */
export const retryDecisionOf = (error: unknown, deliveryCount: number): RetryDecision => {
  if (error instanceof TransientError) {
    return { kind: 'again', isTransient: true, delayMs: Math.min(doubled(firstFaultDelayMs, deliveryCount), maxFaultDelayMs) };
  }
  if (deliveryCount >= maxTries) return { kind: 'park' };
  return { kind: 'again', isTransient: false, delayMs: doubled(firstDefectDelayMs, deliveryCount) };
};
