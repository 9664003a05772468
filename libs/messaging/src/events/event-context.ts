import type { Cause } from '@tollgate/order-log';

/** What a handler gets beside the event. */
export interface EventContext {
  /** 1 for the first time. */
  readonly deliveryCount: number;
  /** What the appended events follow from: the event's id and hash, and the trace they go on in. */
  readonly cause: Cause;
  /** Asks for another 30 s before the event is delivered again; a slow handler asks every 10 s. */
  working(): void;
}
