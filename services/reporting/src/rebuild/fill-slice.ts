import { isPlacing } from '@tollgate/order';
import { changesOf } from '../projection/apply-page.js';
import { MissingEvents } from '../projection/missing-events.js';
import { projections } from '../projection/projections.js';
import { type OrderStep, stepsOfHistory } from '../projection/reported-order.js';
import { historyOf, knownIn, type SubjectRows } from './histories.js';

/** What some subjects bring into the tables of a generation. */
export interface FilledSlice {
  /** Lines for COPY, table by table in the order of the registry; rows of sums are parts of them, of the finest grain. */
  readonly lines: readonly string[];
  readonly events: number;
  /** Orders that cannot be told. */
  readonly parked: readonly string[];
}

const stepsIn = ({ rows }: SubjectRows): readonly OrderStep[] => {
  const history = historyOf(rows);
  if (history[0]?.header.subject.kind !== 'order') return [];
  if (!isPlacing(history[0])) throw new MissingEvents('an order begins with being placed');
  return stepsOfHistory(undefined, history);
};

type Told = (steps: readonly OrderStep[]) => void;

/** Tells the orders one by one, so that none is kept; names those that cannot be. */
const tellAll = (subjects: readonly SubjectRows[], told: Told): readonly string[] =>
  subjects.flatMap((one) => {
    try {
      told(stepsIn(one));
      return [];
    } catch {
      return [one.subject];
    }
  });

/** What these subjects bring, all but those that are left out. */
const collect = (subjects: readonly SubjectRows[], leftOut: ReadonlySet<string>) => {
  const collectors = projections.map((one) => one.collect('finest'));
  const add: Told = (steps) => {
    for (const step of steps) for (const collector of collectors) collector.add(step);
  };
  const parked = tellAll(
    subjects.filter(({ subject }) => !leftOut.has(subject)),
    add,
  );
  return { parked, linesOf: () => collectors.map(({ lines }) => lines()) };
};

/** What whole histories bring. An order that cannot be told is left out, and named. */
export const fillSlice = (subjects: readonly SubjectRows[]): FilledSlice => {
  const events = subjects.reduce((count, { rows }) => count + knownIn(rows), 0);
  try {
    const { parked, linesOf } = collect(subjects, new Set());
    if (parked.length === 0) return { lines: linesOf(), events, parked };
  } catch {
    // A row cannot be made of one of them: each is tried by itself.
  }
  const parked = tellAll(subjects, (steps) => changesOf(projections, steps));
  return { lines: collect(subjects, new Set(parked)).linesOf(), events, parked };
};
