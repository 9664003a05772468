import type { OrderStep } from './reported-order.js';

/** What a column may hold. */
export type ColumnValue = string | number | bigint | null;

export interface Column<Row> {
  /** As Postgres names it. */
  readonly type: 'text' | 'uuid' | 'date' | 'timestamptz' | 'int' | 'bigint' | 'jsonb';
  readonly of: (row: Row) => ColumnValue;
}

/** Where a projection's rows lie. Each table also has the column `generation`, the first of its primary key. */
export interface Table<Row> {
  readonly name: string;
  /** Further columns of the primary key, in its order. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column<Row>>>;
  /** What becomes of a row that is there already: it is replaced, or the other columns are added to it. */
  readonly onConflict: 'replace' | 'add';
}

/** A read model: what one event of an order does to a row of it. Pure; the row is what a page of the log writes. */
export interface ProjectionDefinition<Row> {
  readonly name: string;
  readonly tables: readonly Table<Row>[];
  /** Names the row that the step changes; undefined where it changes none. */
  readonly keyOf: (step: OrderStep) => string | undefined;
  readonly step: (row: Row | undefined, step: OrderStep) => Row;
}

/** A table as the statement that writes it needs it. */
export interface TableShape {
  readonly name: string;
  readonly key: readonly string[];
  readonly types: Readonly<Record<string, Column<never>['type']>>;
  readonly onConflict: 'replace' | 'add';
}

/** What a page writes into one table, column by column. */
export type TableChanges = readonly (readonly ColumnValue[])[];

/** A read model, its rows known to itself alone. */
export interface Projection {
  readonly name: string;
  readonly tables: readonly TableShape[];
  /** What these steps write, table by table. */
  readonly changesOf: (steps: readonly OrderStep[]) => readonly TableChanges[];
}

const shapeOf = <Row>({ name, key, columns, onConflict }: Table<Row>): TableShape => ({
  name,
  key,
  types: Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type])),
  onConflict,
});

/** Makes an entry of the registry. */
export const projection = <Row>({ name, tables, keyOf, step: next }: ProjectionDefinition<Row>): Projection => ({
  name,
  tables: tables.map(shapeOf),
  changesOf: (steps) => {
    const rows = new Map<string, Row>();
    for (const step of steps) {
      const key = keyOf(step);
      if (key !== undefined) rows.set(key, next(rows.get(key), step));
    }
    const changed = [...rows.values()];
    return tables.map(({ columns }) => Object.values(columns).map(({ of }) => changed.map(of)));
  },
});
