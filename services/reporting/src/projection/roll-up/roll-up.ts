import type { ColumnType } from '../column.js';
import { type Projection, projection } from '../projection.js';
import type { OrderStep } from '../reported-order.js';
import { type Grain, startOf } from './grains.js';

/** What a step adds to the sums of its time. */
export interface Contribution<M extends string> {
  /** What the sums are of beside merchant, mode, time and currency, in the order of `dimensions`. */
  readonly of: readonly (string | number)[];
  readonly add: Readonly<Partial<Record<M, bigint>>>;
}

interface RollUpDefinition<M extends string> {
  readonly name: string;
  /** The finest first. */
  readonly grains: readonly [Grain, ...Grain[]];
  readonly dimensions: Readonly<Record<string, ColumnType>>;
  /** Columns of sums; those of money end in _minor, in minor units of the currency. */
  readonly measures: readonly M[];
  readonly contributionsOf: (step: OrderStep) => readonly Contribution<M>[];
}

interface Sums {
  readonly name: string;
  readonly key: readonly (string | number)[];
  readonly values: bigint[];
}

const ownDimensions = { merchant: 'text', mode: 'text', grain: 'text', at: 'timestamptz', currency: 'text' } as const;
/** Where these two stand in the key of a row. */
const grainPlace = 2;
const atPlace = 3;

/** The sums of one grain, by their time and by what they are of. */
class GrainSums {
  private readonly times = new Map<string, Map<string, Sums>>();
  /** Sums that follow one another lie in one time, mostly. */
  private last = { at: '', sums: new Map<string, Sums>() };

  constructor(
    private readonly grain: Grain,
    private readonly measures: number,
  ) {}

  get rows(): readonly Sums[] {
    return [...this.times.values()].flatMap((sums) => [...sums.values()]);
  }

  /** The row of the time that this moment lies in. `name` tells what it is of from all else; `keyOf` tells its key, but for its grain and time. */
  rowOf(moment: string, name: string, keyOf: () => Sums['key']): Sums {
    const at = startOf[this.grain](moment);
    const sums = this.at(at);
    const known = sums.get(name);
    if (known !== undefined) return known;
    const row: Sums = {
      name,
      key: keyOf().with(grainPlace, this.grain).with(atPlace, at),
      values: Array(this.measures).fill(0n),
    };
    sums.set(name, row);
    return row;
  }

  private at(at: string): Map<string, Sums> {
    if (at !== this.last.at) {
      const sums = this.times.get(at) ?? new Map<string, Sums>();
      this.times.set(at, sums);
      this.last = { at, sums };
    }
    return this.last.sums;
  }
}

/** The sums of a longer time, of those of a shorter one. */
const sumUp = (shorter: readonly Sums[], grain: Grain): readonly Sums[] => {
  const sums = new GrainSums(grain, shorter[0]?.values.length ?? 0);
  for (const { name, key, values } of shorter) {
    const row = sums.rowOf(String(key[atPlace]), name, () => key);
    for (const [place, value] of values.entries()) row.values[place] = (row.values[place] ?? 0n) + value;
  }
  return sums.rows;
};

const nameOf = <M extends string>({ after }: OrderStep, { of }: Contribution<M>): string =>
  `${after.order.merchant}\0${after.order.mode}\0${after.order.placed.currency}\0${of.join('\0')}`;

/** A read model of sums by time: each step adds to the times that its event lies in, and to no other, so that a day that is over never changes.
 *  R3: a page of the log writes each row once, however many orders it holds. */
export const rollUp = <M extends string>(definition: RollUpDefinition<M>): Projection => {
  const { name, grains, measures, contributionsOf } = definition;
  const [finest, ...longer] = grains;
  const dimensions: Readonly<Record<string, ColumnType>> = { ...ownDimensions, ...definition.dimensions };
  const places = new Map(measures.map((measure, place) => [measure, place]));
  const addTo = (sums: GrainSums, step: OrderStep, contribution: Contribution<M>): void => {
    const { of, add } = contribution;
    const { merchant, mode, placed } = step.after.order;
    const row = sums.rowOf(step.event.header.occurredAt, nameOf(step, contribution), () => [
      merchant,
      mode,
      '',
      '',
      placed.currency,
      ...of,
    ]);
    for (const measure in add) {
      const place = places.get(measure) ?? 0;
      row.values[place] = (row.values[place] ?? 0n) + (add[measure] ?? 0n);
    }
  };
  return projection<Sums>({
    name,
    key: Object.keys(dimensions),
    indexes: [],
    onConflict: 'add',
    grains,
    columns: Object.fromEntries([
      ...Object.entries(dimensions).map(([column, type], index) => [column, { type, of: (row: Sums) => row.key[index] ?? null }]),
      ...measures.map((measure, index) => [measure, { type: 'bigint', of: (row: Sums) => row.values[index] ?? 0n }]),
    ]),
    collect: (depth) => {
      const sums = new GrainSums(finest, measures.length);
      return {
        add: (step) => {
          for (const contribution of contributionsOf(step)) addTo(sums, step, contribution);
        },
        rows: () => {
          const { rows } = sums;
          return depth === 'finest' ? rows : [rows, ...longer.map((grain) => sumUp(rows, grain))].flat();
        },
      };
    },
  });
};
