import { authorizationOf, type Order } from '@tollgate/order';

/** What a reversal that is owed calls for now. */
export type ReversalStep = 'give_up' | 'reverse' | 'drop';

/** A reversal is owed before the unknown outcome is recorded, and when a late approval is seen, so what it calls for depends on how far
 *  the order came: an open request is given up first; what is unknown is reversed until that is acknowledged; a late approval is reversed
 *  once more, also one that follows a decline. A request that was answered in time keeps its answer. */
export const nextReversalStep = (order: Order, isLateApproval: boolean): ReversalStep => {
  switch (authorizationOf(order.payment)?.state) {
    case 'submitted':
      return 'give_up';
    case 'unknown':
      return 'reverse';
    case 'reversed':
    case 'declined':
      return isLateApproval ? 'reverse' : 'drop';
    default:
      return 'drop';
  }
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Milliseconds until the same request is sent once more, after so many times: 1 s, doubling up to half a minute. */
export const repetitionPauseMs = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** Math.max(attempts - 1, 0), LONGEST_PAUSE_MS);
