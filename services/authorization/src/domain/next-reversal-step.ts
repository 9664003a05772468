import type { Order } from '@tollgate/order';
import { isOpen } from './has-outcome.js';

/** What the reversal kept for an order calls for now. */
export type ReversalStep = 'time_out' | 'reverse' | 'drop';

/** A reversal is kept before the time-out is recorded, and before a late approval is seen off, so what it calls for depends on how
 *  far the order came: an open request is given up first, what timed out is reversed until acknowledged, a late approval once more;
 *  a request that was answered in time keeps its answer. */
export const nextReversalStep = (order: Order, isLateApproval: boolean): ReversalStep => {
  if (isOpen(order)) return 'time_out';
  const { timedOut, reversed } = order.payment;
  if (timedOut === undefined) return 'drop';
  return reversed === undefined || isLateApproval ? 'reverse' : 'drop';
};

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Milliseconds until the next attempt, after so many: 1 s, doubling up to a minute. */
export const reversalPauseMs = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_PAUSE_MS);
