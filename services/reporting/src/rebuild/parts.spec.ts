import type { TableShape } from '../projection/projection.js';
import { addParts, createParts, partsOf } from './parts.js';

const table: TableShape = {
  name: 'sums',
  key: ['grain', 'at', 'sku'],
  types: { grain: 'text', at: 'timestamptz', sku: 'text', count: 'bigint' },
  indexes: [],
  onConflict: 'add',
  grains: ['quarter', 'day'],
};

describe('rows of sums', () => {
  it('are made of parts that pieces of the log bring', () => {
    expect(partsOf(table, '3_1')).toBe('sums_3_1_parts');
    expect(createParts(table, '3_1')).toMatch(/^CREATE UNLOGGED TABLE sums_3_1_parts \(grain text COLLATE "C", at timestamptz, /);
  });

  it('are added up in the order of their key: the finest of the parts, and the longer times of these', () =>
    expect(addParts(table, '3_1')).toEqual([
      'INSERT INTO sums_3_1 SELECT grain, at, sku, sum(count)::bigint FROM sums_3_1_parts GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
      `INSERT INTO sums_3_1 SELECT 'day', date_trunc('day', at, 'UTC'), sku, sum(count)::bigint FROM sums_3_1 WHERE grain = 'quarter' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    ]));
});
