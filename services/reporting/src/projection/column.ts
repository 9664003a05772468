/** What a column may hold. */
export type ColumnValue = string | number | bigint | null;

/** As Postgres names it. */
export type ColumnType = 'text' | 'uuid' | 'timestamptz' | 'int' | 'bigint' | 'jsonb';

export interface Column<Row> {
  readonly type: ColumnType;
  readonly of: (row: Row) => ColumnValue;
}
