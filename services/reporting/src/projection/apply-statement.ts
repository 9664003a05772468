import { tableOf } from './generation-tables.js';
import type { TableShape } from './projection.js';

/** How many values come before those of the tables: generation, from, to, position, number of events. */
const OWN_VALUES = 5;

/** What becomes of a row that is there already. */
const onConflict = ({ key, types, onConflict: mode }: TableShape): string => {
  if (mode === 'keep') return 'ON CONFLICT DO NOTHING';
  const others = Object.keys(types).filter((column) => !key.includes(column));
  const set = others.map((column) => `${column} = ${mode === 'add' ? `t.${column} + ` : ''}excluded.${column}`);
  return `ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
};

/** One INSERT; its first value is $`first`. */
const insertInto = (table: TableShape, suffix: string, first: number): string => {
  const columns = Object.entries(table.types);
  const values = columns.map(([, type], index) => `$${first + index}::${type}[]`);
  return `INSERT INTO ${tableOf(table, suffix)} AS t (${columns.map(([column]) => column).join(', ')})
  SELECT row.* FROM moved, unnest(${values.join(', ')}) AS row
  ${onConflict(table)}`;
};

/** The statement that applies a page: moves the position and writes the rows, or, when the position is not where the
 *  page began, does neither and answers no row. Its values: generation, from, to, highest position, number of events,
 *  then an array for each column. */
export const applyStatement = (tables: readonly TableShape[], suffix: string): string => {
  let first = OWN_VALUES + 1;
  const inserts = tables.map((table, index) => {
    const insert = `written_${index} AS (\n  ${insertInto(table, suffix, first)}\n)`;
    first += Object.keys(table.types).length;
    return insert;
  });
  const moved = `moved AS (
  UPDATE progress SET cursor = $3, applied_position = greatest(applied_position, $4::bigint),
    applied_events = applied_events + $5::bigint, applied_at = clock_timestamp()
  WHERE generation = $1 AND cursor = $2 RETURNING generation
)`;
  return `WITH ${[moved, ...inserts].join(', ')}\nSELECT generation FROM moved`;
};
