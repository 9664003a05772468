import { type Grain, startOf } from './grains.js';
import { type ColumnType, type Projection, projection } from './projection.js';
import type { OrderStep } from './reported-order.js';

/** What a step adds to the sums of its time. */
export interface Contribution<M extends string> {
  /** What the sums are of beside merchant, mode, time and currency, in the order of `dimensions`. */
  readonly of: readonly (string | number)[];
  readonly add: Readonly<Partial<Record<M, bigint>>>;
}

interface RollUpDefinition<M extends string> {
  readonly name: string;
  readonly grains: readonly Grain[];
  readonly dimensions: Readonly<Record<string, ColumnType>>;
  /** Columns of sums; those of money end in _minor, in minor units of the currency. */
  readonly measures: readonly M[];
  readonly contributionsOf: (step: OrderStep) => readonly Contribution<M>[];
}

interface Sums {
  readonly key: readonly (string | number)[];
  readonly values: bigint[];
}

const ownDimensions = { merchant: 'text', mode: 'text', grain: 'text', at: 'timestamptz', currency: 'text' } as const;

/** The sums of one grain, by their time and by what they are of. */
class GrainSums<M extends string> {
  private readonly times = new Map<string, Map<string, Sums>>();
  /** Events that follow one another lie in one time, mostly. */
  private last = { moment: '', at: '', sums: new Map<string, Sums>() };

  constructor(
    private readonly grain: Grain,
    private readonly measures: ReadonlyMap<M, number>,
  ) {}

  get rows(): readonly Sums[] {
    return [...this.times.values()].flatMap((sums) => [...sums.values()]);
  }

  /** `name` tells what the sums are of from all else. */
  add({ event, after }: OrderStep, { of, add }: Contribution<M>, name: string): void {
    const { at, sums } = this.timeOf(event.header.occurredAt);
    let row = sums.get(name);
    if (row === undefined) {
      const { merchant, mode, placed } = after.order;
      row = { key: [merchant, mode, this.grain, at, placed.currency, ...of], values: Array(this.measures.size).fill(0n) };
      sums.set(name, row);
    }
    for (const measure in add) {
      const place = this.measures.get(measure) ?? 0;
      row.values[place] = (row.values[place] ?? 0n) + (add[measure] ?? 0n);
    }
  }

  private timeOf(moment: string) {
    if (moment !== this.last.moment) {
      const at = startOf[this.grain](moment);
      const sums = this.times.get(at) ?? new Map<string, Sums>();
      this.times.set(at, sums);
      this.last = { moment, at, sums };
    }
    return this.last;
  }
}

const nameOf = <M extends string>({ after }: OrderStep, { of }: Contribution<M>): string =>
  `${after.order.merchant}\0${after.order.mode}\0${after.order.placed.currency}\0${of.join('\0')}`;

/** A read model of sums by time: each step adds to the times that its event lies in, and to no other, so that a day that is over never changes.
 *  R3: a page of the log writes each row once, however many orders it holds. */
export const rollUp = <M extends string>(definition: RollUpDefinition<M>): Projection => {
  const { name, grains, measures, contributionsOf } = definition;
  const dimensions: Readonly<Record<string, ColumnType>> = { ...ownDimensions, ...definition.dimensions };
  const places = new Map(measures.map((measure, place) => [measure, place]));
  return projection<Sums>({
    name,
    key: Object.keys(dimensions),
    indexes: [],
    onConflict: 'add',
    columns: Object.fromEntries([
      ...Object.entries(dimensions).map(([column, type], index) => [column, { type, of: (row: Sums) => row.key[index] ?? null }]),
      ...measures.map((measure, index) => [measure, { type: 'bigint', of: (row: Sums) => row.values[index] ?? 0n }]),
    ]),
    collect: () => {
      const all = grains.map((grain) => new GrainSums(grain, places));
      return {
        add: (step) => {
          for (const contribution of contributionsOf(step)) {
            const name = nameOf(step, contribution);
            for (const sums of all) sums.add(step, contribution, name);
          }
        },
        rows: () => all.flatMap(({ rows }) => rows),
      };
    },
  });
};
