import {
  createIndexes,
  createKey,
  createTable,
  dailySalesView,
  showTable,
  tableOf,
  tablesOfGeneration,
  tidyTable,
} from './generation-tables.js';
import type { TableShape } from './projection.js';

const table: TableShape = {
  name: 'orders',
  key: ['order_id'],
  types: { order_id: 'uuid', reference: 'text' },
  indexes: [{ name: 'reference', columns: ['reference', 'order_id'], where: `reference <> ''` }],
  onConflict: 'replace',
};

describe('the tables of a generation', () => {
  it('are made of what the registry says, key and indexes once they are filled', () => {
    expect(createTable(table, '3_1')).toBe(
      'CREATE TABLE orders_3_1 (order_id uuid, reference text COLLATE "C") WITH (fillfactor = 85, autovacuum_enabled = off)',
    );
    expect(createIndexes(table, '3_1')).toEqual([
      'CREATE UNIQUE INDEX orders_3_1_pkey ON orders_3_1 (order_id)',
      `CREATE INDEX orders_3_1_by_reference ON orders_3_1 (reference, order_id) WHERE reference <> ''`,
    ]);
    expect(createKey(table, '3_1')).toBe('ALTER TABLE orders_3_1 ADD PRIMARY KEY USING INDEX orders_3_1_pkey');
    expect(tidyTable(table, '3_1')).toBe('ALTER TABLE orders_3_1 RESET (autovacuum_enabled)');
  });

  it('are shown under the name of the read model', () => {
    expect(showTable(table, '3_1')).toBe('CREATE OR REPLACE VIEW orders AS SELECT order_id, reference FROM orders_3_1');
    expect(dailySalesView).toContain('FROM figures');
  });

  it('are known by their names, whichever attempt made them', () => {
    const names = [tableOf(table, '3_1'), tableOf(table, '3_12'), 'figures_3_1_parts', 'orders_13_1', 'orders_31_1', 'orders'];
    expect(names.filter((name) => new RegExp(tablesOfGeneration(3)).test(name))).toEqual(names.slice(0, 3));
  });
});
