import { createTable, tableOf } from '../projection/generation-tables.js';
import type { TableShape } from '../projection/projection.js';

/** Rows of sums are made of parts, as each piece of the log adds its own: they lie in a table of their own until all are there. */
export const partsOf = (table: TableShape, suffix: string): string => `${tableOf(table, suffix)}_parts`;

export const createParts = (table: TableShape, suffix: string): string => createTable(table, `${suffix}_parts`);

/** Adds up the parts of each row. */
export const addParts = (table: TableShape, suffix: string): string => {
  const columns = Object.keys(table.types);
  const sums = columns.map((column) => (table.key.includes(column) ? column : `sum(${column})::bigint`));
  return `INSERT INTO ${tableOf(table, suffix)} SELECT ${sums.join(', ')} FROM ${partsOf(table, suffix)} GROUP BY ${table.key.join(', ')}`;
};
