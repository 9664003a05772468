import type { Row, Table } from './report-table.js';

/** A report as shown, for programs: a row is an object by the names of the columns, amounts are integers in minor units. */
export const jsonOf = ({ columns }: Table, rows: readonly Row[], currency: string): string => {
  const data = rows.map(({ values }) =>
    Object.fromEntries([...columns.map(({ name }, index) => [name, values[index] ?? null]), ['currency', currency]]),
  );
  return `${JSON.stringify({ currency, data }, null, 2)}\n`;
};
