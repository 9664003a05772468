import { projections } from '../projection/projections.js';
import type { OrderStep } from '../projection/reported-order.js';

/** What these steps write into a read model of sums, its rows of quarters alone, as JSON that Postgres makes rows of. */
export const quarterRows = (table: string, steps: readonly OrderStep[]): string => {
  const found = projections.find((one) => one.table.name === table);
  if (found === undefined) throw new TypeError(`there is no read model ${table}`);
  const columns = Object.keys(found.table.types);
  const changes = found.changesOf(steps, 'finest');
  const rows = (changes[0] ?? []).map((_, row) =>
    Object.fromEntries(columns.map((column, index) => [column, String(changes[index]?.[row] ?? '')])),
  );
  return JSON.stringify(rows);
};
