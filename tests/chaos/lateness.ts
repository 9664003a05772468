// How long a fault was felt, and whether that was too long. Pure.
import type { Suffered } from './report.ts';
import { seconds } from './report.ts';

/** Until the stack answers again after another fault nobody expects it to do what is left of an earlier one. */
const endOf = ({ overMs, answeredMs }: Suffered): number => overMs + answeredMs;

/** The later faults that began before an order was complete. */
const meanwhile = (one: Suffered, all: readonly Suffered[]): readonly Suffered[] =>
  all.filter(({ begunMs }) => begunMs >= one.overMs && begunMs < one.overMs + one.completeMs);

/** How long the order after a fault took to be complete, less the time that later faults took from it. */
export const undisturbedMs = (one: Suffered, all: readonly Suffered[]): number =>
  meanwhile(one, all).reduce(
    (left, other) => left - (Math.min(endOf(other), one.overMs + one.completeMs) - other.begunMs),
    one.completeMs,
  );

/** A later fault may ask for more time than the one that is judged. */
const allowedMs = (one: Suffered, all: readonly Suffered[]): number =>
  Math.max(...[one, ...meanwhile(one, all)].map(({ completesWithinMs }) => completesWithinMs));

export const lateViolations = (one: Suffered, all: readonly Suffered[]): readonly string[] => {
  const { fault, answeredMs, servesWithinMs, completeMs } = one;
  const [tookMs, withinMs] = [undisturbedMs(one, all), allowedMs(one, all)];
  return [
    ...(answeredMs > servesWithinMs
      ? [`I17: after ${fault} an order was answered after ${seconds(answeredMs)}, not within ${seconds(servesWithinMs)}`]
      : []),
    ...(completeMs === Number.POSITIVE_INFINITY ? [`I17: after ${fault} an order was never complete`] : []),
    ...(Number.isFinite(completeMs) && tookMs > withinMs
      ? [`I17: after ${fault} an order was complete after ${seconds(tookMs)}, not within ${seconds(withinMs)}`]
      : []),
  ];
};
