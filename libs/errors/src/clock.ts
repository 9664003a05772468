/** Where the time comes from. It is injected, so that a test can run a year in seconds; nothing that decides reads
 *  the clock itself. */
export interface Clock {
  now(): Date;
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => new Date() };
