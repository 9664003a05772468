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

/** A read model of sums by time: each step adds to the times that its event lies in, and to no other, so that a day that is over never changes.
 *  R3: a page of the log writes each row once, however many orders it holds. */
export const rollUp = <M extends string>(definition: RollUpDefinition<M>): Projection => {
  const { name, grains, measures, contributionsOf } = definition;
  const dimensions: Readonly<Record<string, ColumnType>> = { ...ownDimensions, ...definition.dimensions };
  const key = Object.keys(dimensions);
  const add = (rows: Map<string, Sums>, { event, after }: OrderStep, { of, add: added }: Contribution<M>): void => {
    const { merchant, mode, placed } = after.order;
    for (const grain of grains) {
      const values = [merchant, mode, grain, startOf[grain](event.header.occurredAt), placed.currency, ...of];
      const named = values.join('\0');
      const known = rows.get(named);
      const row = known ?? { key: values, values: measures.map(() => 0n) };
      if (known === undefined) rows.set(named, row);
      for (const [index, measure] of measures.entries()) {
        const more = added[measure];
        if (more !== undefined) row.values[index] = (row.values[index] ?? 0n) + more;
      }
    }
  };
  return projection<Sums>({
    name,
    key,
    indexes: [],
    onConflict: 'add',
    columns: Object.fromEntries([
      ...Object.entries(dimensions).map(([column, type], index) => [column, { type, of: (row: Sums) => row.key[index] ?? null }]),
      ...measures.map((measure, index) => [measure, { type: 'bigint', of: (row: Sums) => row.values[index] ?? 0n }]),
    ]),
    rowsOf: (steps) => {
      const rows = new Map<string, Sums>();
      for (const step of steps) for (const contribution of contributionsOf(step)) add(rows, step, contribution);
      return [...rows.values()];
    },
  });
};
