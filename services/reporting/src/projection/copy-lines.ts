import type { ColumnValue } from './column.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const special = /[\\\t\n\r]/;

const fieldOf = (value: ColumnValue): string => {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value;
};

/** Rows as Postgres's COPY takes them: a line for each, its fields between tabs. */
export const copyLines = <Row>(rows: readonly Row[], columns: readonly ((row: Row) => ColumnValue)[]): string => {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const of of columns) {
      text += separator + fieldOf(of(row));
      separator = '\t';
    }
    text += '\n';
  }
  return text;
};
