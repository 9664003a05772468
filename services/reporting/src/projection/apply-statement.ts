import type { TableShape } from './projection.js';

/** How many values come before those of the tables: generation, from, to, position, number of events. */
const OWN_VALUES = 5;

const onConflict = ({ key, types, onConflict: mode }: TableShape): string => {
  const others = Object.keys(types).filter((column) => !key.includes(column));
  const set = others.map((column) => `${column} = ${mode === 'add' ? `t.${column} + ` : ''}excluded.${column}`);
  return `ON CONFLICT (generation, ${key.join(', ')}) DO UPDATE SET ${set.join(', ')}`;
};

/** One INSERT; its first value is $`first`. */
const insertInto = (table: TableShape, first: number): string => {
  const columns = Object.entries(table.types);
  const values = columns.map(([, type], index) => `$${first + index}::${type}[]`);
  return `INSERT INTO ${table.name} AS t (generation, ${columns.map(([column]) => column).join(', ')})
  SELECT moved.generation, row.* FROM moved, unnest(${values.join(', ')}) AS row
  ${onConflict(table)}`;
};

/** The statement that applies a page: moves the position and writes the rows, or, when the position is not where the
 *  page began, does neither and answers no row. Its values: generation, from, to, highest position, number of events,
 *  then an array for each column. */
export const applyStatement = (tables: readonly TableShape[]): string => {
  let first = OWN_VALUES + 1;
  const inserts = tables.map((table, index) => {
    const insert = `written_${index} AS (\n  ${insertInto(table, first)}\n)`;
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
