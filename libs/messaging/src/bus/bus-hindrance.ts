/** The bus as a process that begins new work sees it. Durations in milliseconds; undefined: it is not so. */
export interface BusCondition {
  readonly disconnectedForMs: number | undefined;
  /** Since when every publish was refused or left unanswered. */
  readonly failingForMs: number | undefined;
  /** Since the stream was looked at. */
  readonly unseenForMs: number;
  readonly streamBytes: number;
  /** -1: no limit. */
  readonly maxStreamBytes: number;
}

/** Why nothing new is to be begun, as readiness and answers name it. */
export type BusHindrance = 'bus_away' | 'bus_full';

/** A server that restarts is back by then. */
const MAX_AWAY_MS = 5_000;
const MAX_FAILING_MS = 3_000;
/** What is under way needs the rest: every order that was accepted has some eight events to come. */
const MAX_SHARE = 0.8;

/** Why new work could not go on if it was begun now; undefined where nothing hinders it. */
export const hindranceOf = ({
  disconnectedForMs = 0,
  failingForMs = 0,
  unseenForMs,
  streamBytes,
  maxStreamBytes,
}: BusCondition): BusHindrance | undefined => {
  if (maxStreamBytes > 0 && streamBytes >= MAX_SHARE * maxStreamBytes) return 'bus_full';
  const isAway = disconnectedForMs > MAX_AWAY_MS || unseenForMs > MAX_AWAY_MS || failingForMs > MAX_FAILING_MS;
  return isAway ? 'bus_away' : undefined;
};
