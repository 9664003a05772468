import type { ColumnType } from './column.js';
import type { Index, TableShape } from './projection.js';

/** Texts are names: compared byte by byte they are sorted fast, and an index finds what begins with something. */
const sqlTypes: Readonly<Partial<Record<ColumnType, string>>> = { text: 'text COLLATE "C"' };

/** Rows of orders are written a few times each, those of sums again and again: so much room is left for that. */
const fillFactors = { replace: 85, add: 50, keep: 100 } as const;

/** The name of a generation's own table. */
export const tableOf = ({ name }: Pick<TableShape, 'name'>, suffix: string): string => `${name}_${suffix}`;

/** A table without key and indexes, to be filled; nobody tidies it meanwhile. An unlogged one is emptied by a crash of the database. */
export const createTable = (table: TableShape, suffix: string, persistence: 'LOGGED' | 'UNLOGGED' = 'LOGGED'): string => {
  const columns = Object.entries(table.types).map(([column, type]) => `${column} ${sqlTypes[type] ?? type}`);
  return `CREATE ${persistence === 'UNLOGGED' ? 'UNLOGGED ' : ''}TABLE ${tableOf(table, suffix)} (${columns.join(', ')}) WITH (fillfactor = ${fillFactors[table.onConflict]}, autovacuum_enabled = off)`;
};

const keyOf = (table: TableShape, suffix: string): string => `${tableOf(table, suffix)}_pkey`;

/** Indexes of a table that is filled, one statement each, which may run side by side. */
export const createIndexes = (table: TableShape, suffix: string): readonly string[] => {
  const name = tableOf(table, suffix);
  return [
    `CREATE UNIQUE INDEX ${keyOf(table, suffix)} ON ${name} (${table.key.join(', ')})`,
    ...table.indexes.map((index) => createIndex(name, index)),
  ];
};

/** One index of the table of that name. */
export const createIndex = (table: string, { name, columns, where }: Index, unless: '' | 'IF NOT EXISTS ' = ''): string => {
  const only = where === undefined ? '' : ` WHERE ${where}`;
  return `CREATE INDEX ${unless}${table}_by_${name} ON ${table} (${columns.join(', ')})${only}`;
};

/** Makes the first of its indexes the table's key. */
export const createKey = (table: TableShape, suffix: string): string =>
  `ALTER TABLE ${tableOf(table, suffix)} ADD PRIMARY KEY USING INDEX ${keyOf(table, suffix)}`;

/** Lets Postgres tidy a table from now on. */
export const tidyTable = (table: TableShape, suffix: string): string =>
  `ALTER TABLE ${tableOf(table, suffix)} RESET (autovacuum_enabled)`;

/** Shows a generation's table to all who read, at once for whoever asks from now on. */
export const showTable = (table: TableShape, suffix: string): string =>
  `CREATE OR REPLACE VIEW ${table.name} AS SELECT ${Object.keys(table.types).join(', ')} FROM ${tableOf(table, suffix)}`;

/** What was sold and given back by UTC day, for whoever audits: sums of the view `figures`. */
export const dailySalesView = `CREATE OR REPLACE VIEW daily_sales AS
  SELECT merchant, mode, (at AT TIME ZONE 'UTC')::date AS day, currency, sales::int AS order_count, captured_minor, shipping_minor, tax_minor,
    refunds::int AS refund_count, refunded_minor, refunded_shipping_minor, refunded_tax_minor
  FROM figures WHERE grain = 'day' AND (captures > 0 OR refunds > 0)`;

/** Whether a table is one of this generation, of whichever attempt at filling it: a pattern for its name. */
export const tablesOfGeneration = (generation: number): string => `_${generation}_\\d+(_parts)?$`;
