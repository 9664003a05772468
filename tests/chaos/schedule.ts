import { between, type Random, seededRandom, shuffled } from './random.ts';

/** What the schedule has to know of a fault. */
export interface Schedulable {
  /** `way:target`, e.g. `freeze:nats`. */
  readonly name: string;
  /** How long it may last, shortest and longest. */
  readonly holdMs: readonly [number, number];
  /** How long it lasts now and then, in place of that. */
  readonly longHoldMs?: readonly [number, number];
}

export interface ScheduledFault {
  /** From 1. */
  readonly index: number;
  readonly fault: string;
  /** Of undisturbed load before it. */
  readonly pauseMs: number;
  readonly holdMs: number;
}

const pauseMs = [200, 800] as const;
/** One in four of those that may last long does, until so many did. */
const longShare = 0.25;
export const longsAtMost = 6;

/** Faults without end, each once before any comes again, in an order and for times that follow from the seed alone:
 *  the same seed and faults are the same schedule on every machine, however far a run gets in it. */
export function* scheduleOf(seed: number, faults: readonly Schedulable[]): Generator<ScheduledFault> {
  if (faults.length === 0) return;
  const random = seededRandom(seed);
  let longsLeft = longsAtMost;
  for (let index = 1; ; ) {
    for (const fault of shuffled(random, faults)) {
      const isLong = longsLeft > 0 && fault.longHoldMs !== undefined && random() < longShare;
      if (isLong) longsLeft -= 1;
      yield { index, fault: fault.name, pauseMs: between(random, pauseMs), holdMs: holdOf(random, fault, isLong) };
      index += 1;
    }
  }
}

const holdOf = (random: Random, { holdMs, longHoldMs }: Schedulable, isLong: boolean): number =>
  between(random, (isLong ? longHoldMs : undefined) ?? holdMs);

/** The faults that a list names, by way (`kill`), by target (`nats`) or as a whole (`kill:nats`). Throws on a name
 *  that fits none. */
export const chosenOf = <T extends Schedulable>(faults: readonly T[], list: string | undefined): readonly T[] => {
  if (list === undefined) return faults;
  const words = list.split(',').map((word) => word.trim());
  const fits = (name: string, word: string): boolean => name === word || name.split(':').includes(word);
  const unknown = words.filter((word) => !faults.some(({ name }) => fits(name, word)));
  if (unknown.length > 0) throw new Error(`there is no fault ${unknown.join(', ')}; see --help`);
  return faults.filter(({ name }) => words.some((word) => fits(name, word)));
};
