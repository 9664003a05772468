import type { Schedulable } from '../schedule.ts';
import type { ChaosStack } from '../stack/chaos-stack.ts';

/** Ends a fault; it is over, as far as the outside can end it, when this resolves. */
export type End = () => Promise<void> | void;

/** Something that befalls a running stack. From the moment its `end` has resolved, the stack is on its own: it has
 *  to serve again by itself. */
export interface Fault extends Schedulable {
  readonly begin: (stack: ChaosStack) => Promise<End> | End;
  /** How soon a new order must be answered after its end (I17). */
  readonly servesWithinMs: number;
  /** What of the stack it needs; undefined: nothing. */
  readonly needs?: 'volumes' | 'clocks';
}

/** I17 asks for 5 s; the rest is what a machine of two cores may lose to its other work. */
export const soonMs = 15_000;
/** PostgreSQL replays its log before it takes log-ins, and a server that could not start is tried again every 5 s. */
export const afterRecoveryMs = 30_000;

export const nothingToEnd: End = () => undefined;
