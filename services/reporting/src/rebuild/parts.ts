import { createTable, tableOf } from '../projection/generation-tables.js';
import type { TableShape } from '../projection/projection.js';

/** Rows of sums are made of parts, as each piece of the log adds its own: they lie in a table of their own until all are there. */
export const partsOf = (table: TableShape, suffix: string): string => `${tableOf(table, suffix)}_parts`;

export const createParts = (table: TableShape, suffix: string): string => createTable(table, `${suffix}_parts`);

/** Adds up the parts of each row. Rows lie in the order of their key, so that those of a report lie side by side: a year by product then reads a
 *  hundredth of the pages. */
export const addParts = (table: TableShape, suffix: string): string => {
  const columns = Object.keys(table.types);
  const sums = columns.map((column) => (table.key.includes(column) ? column : `sum(${column})::bigint`));
  const key = table.key.join(', ');
  return `INSERT INTO ${tableOf(table, suffix)} SELECT ${sums.join(', ')} FROM ${partsOf(table, suffix)} GROUP BY ${key} ORDER BY ${key}`;
};
