/** What a look at the consumer saw. */
export interface Progress {
  /** Messages this process received so far. */
  readonly received: number;
  readonly pending: number;
  readonly unacknowledged: number;
  readonly atMs: number;
}

const timeoutMs = 30_000;

/** Whether messages waited for 30 s and none came. Not so while as many are unacknowledged as may be: then the handlers
 *  are slow, not the consumer. */
export const hasStalled = (before: Progress, now: Progress, maxAckPending: number): boolean =>
  now.received === before.received &&
  before.pending > 0 &&
  now.pending > 0 &&
  now.unacknowledged < maxAckPending &&
  now.atMs - before.atMs >= timeoutMs;
