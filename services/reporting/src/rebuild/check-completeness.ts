/** What the log held when a rebuild had come to its end: counted apart from the way it is read. */
export interface LogCount {
  readonly events: bigint;
  /** The highest position among them. */
  readonly position: bigint;
}

/** How much of what was counted a rebuild has still to read. */
export interface Completeness extends LogCount {
  /** All that it has read. */
  readonly readEvents: bigint;
  readonly missing: bigint;
}

/** Compares what was read with what was counted right afterwards: whatever was read was counted, as it was committed
 *  before. */
export const beginCheck = (counted: LogCount, readEvents: bigint): Completeness => ({
  ...counted,
  readEvents,
  missing: counted.events - readEvents,
});

/** The same once a further page was read; what was appended after the count does not count. */
export const continueCheck = (check: Completeness, positions: readonly bigint[]): Completeness => ({
  ...check,
  readEvents: check.readEvents + BigInt(positions.length),
  missing: check.missing - BigInt(positions.filter((position) => position <= check.position).length),
});

/** What a rebuild that stays incomplete says of itself. */
export const incompleteness = ({ events, missing }: Completeness): string =>
  missing > 0n
    ? `incomplete: ${events - missing} of the ${events} events in the log could be read`
    : `inconsistent: ${events - missing} events were read, and the log holds ${events}`;
