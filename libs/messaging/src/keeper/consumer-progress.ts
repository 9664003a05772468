/** How far a durable consumer is, as the server says. */
export interface ConsumerProgress {
  /** Everything up to this sequence that the consumer takes is acknowledged. */
  readonly acknowledgedTo: number;
  /** Waiting to be delivered. */
  readonly pendingCount: number;
  /** Delivered, and not acknowledged. */
  readonly unacknowledgedCount: number;
}

/** The sequence up to which the consumer needs nothing any more. `lastSequence`: the stream's, seen before the consumer was asked, so that
 *  whatever came since counts as needed. A consumer that has nothing before it is done with all of it, whatever it acknowledged last. */
export const handledUpTo = (
  lastSequence: number,
  { acknowledgedTo, pendingCount, unacknowledgedCount }: ConsumerProgress,
): number => (pendingCount + unacknowledgedCount === 0 ? lastSequence : Math.min(acknowledgedTo, lastSequence));

/** The sequence up to which nobody needs anything any more. 0 where there is no consumer: whoever comes needs everything. */
export const settledUpTo = (lastSequence: number, consumers: readonly ConsumerProgress[]): number =>
  consumers.length === 0 ? 0 : Math.min(...consumers.map((consumer) => handledUpTo(lastSequence, consumer)));
