import type { Cause } from '@tollgate/order-log';

/** What a handler gets beside the event. */
export interface EventContext {
  /** 1 for the first time. */
  readonly deliveryCount: number;
  /** What the appended events follow from: the event's id and hash, and the trace they go on in. */
  readonly cause: Cause;
}
