import type { OrderStep } from './reported-order.js';

/** What a column may hold. */
export type ColumnValue = string | number | bigint | null;

/** As Postgres names it. `ascii text` is compared byte by byte, so that an index finds what begins with something. */
export type ColumnType = 'text' | 'ascii text' | 'uuid' | 'timestamptz' | 'int' | 'bigint' | 'jsonb';

export interface Column<Row> {
  readonly type: ColumnType;
  readonly of: (row: Row) => ColumnValue;
}

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
}

/** What a page of the log writes into a table, column by column. */
export type TableChanges = readonly (readonly ColumnValue[])[];

/** A read model: what the steps of orders write into a table. Pure. */
export interface Projection {
  readonly table: TableShape;
  readonly changesOf: (steps: readonly OrderStep[]) => TableChanges;
}

type Columns<Row> = Readonly<Record<string, Column<Row>>>;

interface ProjectionDefinition<Row> extends Omit<TableShape, 'types'> {
  readonly columns: Columns<Row>;
  /** The rows as the steps leave them, none twice. */
  readonly rowsOf: (steps: readonly OrderStep[]) => readonly Row[];
}

/** Makes an entry of the registry. */
export const projection = <Row>({ columns, rowsOf, ...shape }: ProjectionDefinition<Row>): Projection => ({
  table: { ...shape, types: Object.fromEntries(Object.entries(columns).map(([column, { type }]) => [column, type])) },
  changesOf: (steps) => {
    const rows = rowsOf(steps);
    return Object.values(columns).map(({ of }) => rows.map(of));
  },
});
