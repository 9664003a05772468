import type { Table } from '@tollgate/report-tables';
import type { ReportContent } from '../report-content.js';

/** Text that is none of a formula's business, an amount that is negative, and a row in which nothing happened. */
export const table: Table = {
  columns: [
    { name: 'product', kind: 'text' },
    { name: 'sales', kind: 'count' },
    { name: 'net', kind: 'amount' },
    { name: 'rate', kind: 'taxRate' },
  ],
  rows: [
    { id: 'a', values: ['=1+1', 2, -1_234, 0.0825], keys: { key: '=1+1', days: { from: '2026-11-01', to: '2026-11-01' } } },
    { id: 'b', values: ['02138', 1, 500, null] },
    { id: 'c', values: ['', 0, 0, null] },
  ],
  totals: [null, 3, -734, null],
};

export const contentOf = (...tables: readonly Table[]): ReportContent => ({
  title: 'Products: "all"',
  columns: table.columns,
  heads: ['SKU', 'Sales', 'Net', 'Rate', 'Currency'],
  total: 'Total',
  sections: tables.map((one, index) => ({ currency: ['USD', 'JPY'][index] ?? 'KWD', table: one })),
});
