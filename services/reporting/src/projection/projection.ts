import type { Column, ColumnType, ColumnValue } from './column.js';
import { copyLines } from './copy-lines.js';
import type { OrderStep } from './reported-order.js';
import type { Grain } from './roll-up/grains.js';

/** What rows are found by beside their primary key. */
export interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  /** Rows that have nothing to be found by are in no index of it. */
  readonly where?: string;
}

/** Where a projection's rows lie: a table of its own for each generation, and a view of this name that shows the live one. */
export interface TableShape {
  readonly name: string;
  /** The primary key, in its order. */
  readonly key: readonly string[];
  readonly types: Readonly<Record<string, ColumnType>>;
  readonly indexes: readonly Index[];
  /** What becomes of a row that is there already: it is replaced, the other columns are added to it, or it stays. */
  readonly onConflict: 'replace' | 'add' | 'keep';
  /** Of sums by time: how long the times are, the finest first. The rows of a longer one are sums of those of a shorter one. */
  readonly grains?: readonly Grain[];
}

/** Of which times sums are collected: of all, or of the finest alone, where the longer ones are summed up of them later. */
export type Depth = 'all' | 'finest';

/** What a page of the log writes into a table, column by column. */
export type TableChanges = readonly (readonly ColumnValue[])[];

/** What steps write, as they come. */
export interface Collector {
  readonly add: (step: OrderStep) => void;
  /** All that was added, none of the rows twice. */
  readonly changes: () => TableChanges;
  /** The same as lines for COPY. */
  readonly lines: () => string;
}

/** A read model: what the steps of orders write into a table. Pure, apart from what a collector keeps until it is asked. */
export interface Projection {
  readonly table: TableShape;
  readonly collect: (depth: Depth) => Collector;
  readonly changesOf: (steps: readonly OrderStep[], depth?: Depth) => TableChanges;
}

interface RowCollector<Row> {
  readonly add: (step: OrderStep) => void;
  readonly rows: () => readonly Row[];
}

interface ProjectionDefinition<Row> extends Omit<TableShape, 'types'> {
  readonly columns: Readonly<Record<string, Column<Row>>>;
  readonly collect: (depth: Depth) => RowCollector<Row>;
}

/** Collects rows that each step brings by itself. */
export const rowsOfEach =
  <Row>(rowsOf: (step: OrderStep) => readonly Row[]) =>
  (): RowCollector<Row> => {
    const rows: Row[] = [];
    return { add: (step) => void rows.push(...rowsOf(step)), rows: () => rows };
  };

/** Makes an entry of the registry. */
export const projection = <Row>({ columns, collect: begin, ...shape }: ProjectionDefinition<Row>): Projection => {
  const values = Object.values(columns).map(({ of }) => of);
  const collect = (depth: Depth): Collector => {
    const { add, rows } = begin(depth);
    const changes = (): TableChanges => {
      const changed = rows();
      return values.map((of) => changed.map(of));
    };
    return { add, changes, lines: () => copyLines(rows(), values) };
  };
  return {
    table: { ...shape, types: Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type])) },
    collect,
    changesOf: (steps, depth = 'all') => {
      const collector = collect(depth);
      for (const step of steps) collector.add(step);
      return collector.changes();
    },
  };
};
