import { type Column, type ColumnKind, type Row, type Table, totalsOf, type Value } from './report-table.js';

/** A column: its name, its kind, what stands in it, and what the API calls it where that is another name; '' where it knows no events of it. */
export type Cells<T> = readonly (readonly [name: string, kind: ColumnKind, of: (one: T) => Value, figure?: string])[];

const columnOf = ([name, kind, , figure = name]: Cells<never>[number]): Column =>
  figure !== '' && (kind === 'count' || kind === 'amount') ? { name, kind, figure } : { name, kind };

/** A table of all of these, a row each. */
// biome-ignore lint/complexity/useMaxParams: reads as a sentence: columns, of what, each described so, of which report
export const tableOf = <T>(
  cells: Cells<T>,
  all: readonly T[],
  described: (one: T) => Omit<Row, 'values'>,
  report?: string,
): Table => {
  const columns = (cells as Cells<never>).map(columnOf);
  const rows = all.map((one) => ({ ...described(one), values: cells.map(([, , of]) => of(one)) }));
  return { ...(report === undefined ? {} : { report }), columns, rows, totals: totalsOf(columns, rows) };
};
