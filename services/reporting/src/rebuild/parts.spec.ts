import type { TableShape } from '../projection/projection.js';
import { addParts, createParts, partsOf } from './parts.js';

const table: TableShape = {
  name: 'sums',
  key: ['at'],
  types: { at: 'timestamptz', count: 'bigint' },
  indexes: [],
  onConflict: 'add',
};

describe('rows of sums', () => {
  it('are added up of the parts that pieces of the log bring', () => {
    expect(partsOf(table, '3_1')).toBe('sums_3_1_parts');
    expect(createParts(table, '3_1')).toMatch(/^CREATE TABLE sums_3_1_parts \(at timestamptz, count bigint\)/);
    expect(addParts(table, '3_1')).toBe(
      'INSERT INTO sums_3_1 SELECT at, sum(count)::bigint FROM sums_3_1_parts GROUP BY at ORDER BY at',
    );
  });
});
