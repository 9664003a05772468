import { createTable, tableOf } from '../projection/generation-tables.js';
import type { TableShape } from '../projection/projection.js';
import type { Grain } from '../projection/roll-up/grains.js';

/** Rows of sums are made of parts, as each piece of the log adds its own: they lie in a table of their own until all are there. */
export const partsOf = (table: TableShape, suffix: string): string => `${tableOf(table, suffix)}_parts`;

/** They are read once and dropped: what a crash of the server takes of them is filled again. */
export const createParts = (table: TableShape, suffix: string): string => createTable(table, `${suffix}_parts`, 'UNLOGGED');

/** Where sums come from, and what each column of their key is there. */
interface Shorter {
  readonly from: string;
  readonly columnOf: (column: string) => string;
}

const insertSums = (table: TableShape, suffix: string, { from, columnOf }: Shorter): string => {
  const columns = Object.keys(table.types).map((column) =>
    table.key.includes(column) ? columnOf(column) : `sum(${column})::bigint`,
  );
  const places = table.key.map((_, place) => place + 1).join(', ');
  return `INSERT INTO ${tableOf(table, suffix)} SELECT ${columns.join(', ')} FROM ${from} GROUP BY ${places} ORDER BY ${places}`;
};

/** Adds up the parts of each row, which are of the finest grain, and of these rows those of longer times, each of the next shorter ones, a statement
 *  each. Rows lie in the order of their key, so that those of a report lie side by side: a year by product then reads a hundredth of the pages. */
export const addParts = (table: TableShape, suffix: string): readonly string[] => {
  const grains = table.grains ?? [];
  const longerOf = (grain: Grain) => (column: string) => {
    if (column === 'grain') return `'${grain}'`;
    return column === 'at' ? `date_trunc('${grain}', at, 'UTC')` : column;
  };
  return grains.map((grain, place) => {
    const from = place === 0 ? partsOf(table, suffix) : `${tableOf(table, suffix)} WHERE grain = '${grains[place - 1]}'`;
    return insertSums(table, suffix, { from, columnOf: place === 0 ? (column) => column : longerOf(grain) });
  });
};

/** A table that a crash of the database empties, as it does with all parts: while it holds its row, nothing of what was filled is lost. Nothing else
 *  says so, as neither parts nor what is written without waiting for the disk survive a crash, and sessions come back after it. */
export const createCrashGuard = (suffix: string): string =>
  `CREATE UNLOGGED TABLE ${crashGuardOf(suffix)} AS SELECT true AS is_whole`;

export const crashGuardOf = (suffix: string): string => `crash_guard_${suffix}`;
