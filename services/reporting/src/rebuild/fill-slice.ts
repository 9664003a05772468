import { changesOf } from '../projection/apply-page.js';
import { MissingEvents } from '../projection/missing-events.js';
import type { TableChanges } from '../projection/projection.js';
import { projections } from '../projection/projections.js';
import { type OrderStep, stepsOfHistory } from '../projection/reported-order.js';
import { historyOf, knownIn, type SubjectRows } from './histories.js';

/** What some subjects bring into the tables of a generation. */
export interface FilledSlice {
  /** Table by table, in the order of the registry; rows of sums are parts of them. */
  readonly changes: readonly TableChanges[];
  readonly events: number;
  /** Orders that cannot be told. */
  readonly parked: readonly string[];
}

const stepsIn = ({ rows }: SubjectRows): readonly OrderStep[] => {
  const history = historyOf(rows);
  if (history[0]?.header.subject.kind !== 'order') return [];
  if (history[0].type !== 'OrderPlaced') throw new MissingEvents('an order begins with OrderPlaced');
  return stepsOfHistory(undefined, history);
};

/** What whole histories bring. An order that cannot be told is left out, and named. */
export const fillSlice = (subjects: readonly SubjectRows[]): FilledSlice => {
  const events = subjects.reduce((count, { rows }) => count + knownIn(rows), 0);
  const parked: string[] = [];
  const told = (one: SubjectRows, check: (steps: readonly OrderStep[]) => void): readonly OrderStep[] => {
    try {
      const steps = stepsIn(one);
      check(steps);
      return steps;
    } catch {
      parked.push(one.subject);
      return [];
    }
  };
  const steps = subjects.flatMap((one) => told(one, () => undefined));
  try {
    return { changes: changesOf(projections, steps), events, parked };
  } catch {
    // One of them cannot be projected: each is tried by itself.
    parked.length = 0;
    const sound = subjects.flatMap((one) => told(one, (own) => changesOf(projections, own)));
    return { changes: changesOf(projections, sound), events, parked };
  }
};
