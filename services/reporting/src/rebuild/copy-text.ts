import type { ColumnValue, TableChanges } from '../projection/projection.js';

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const special = /[\\\t\n\r]/;

const fieldOf = (value: ColumnValue): string => {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return String(value);
  return special.test(value) ? value.replaceAll(/[\\\t\n\r]/g, (found) => escapes[found] ?? found) : value;
};

/** Rows as Postgres's COPY takes them: a line for each, its fields between tabs. */
export const copyText = (changes: TableChanges): string => {
  const count = changes[0]?.length ?? 0;
  let text = '';
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < changes.length; column += 1)
      text += `${column === 0 ? '' : '\t'}${fieldOf(changes[column]?.[row] ?? null)}`;
    text += '\n';
  }
  return text;
};
