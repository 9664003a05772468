import type { Days, Table } from './report-table.js';
import { type Cells, tableOf } from './table-of.js';
import { daysOfBucket } from './tables.js';

/** A row of `GET …/reports/settlement`; amounts in minor units. */
export interface SettlementRow {
  readonly currency: string;
  readonly label: string;
  readonly processor: string;
  readonly captures: number;
  readonly captured: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly net: number;
}

interface Bought {
  readonly currency: string;
  readonly orders: number;
  readonly captured: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly net: number;
}

/** A row of `GET …/reports/customers`; of whoever was forgotten nobody knows the name. */
export interface CustomerRow extends Bought {
  readonly order: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly isNew: boolean;
}

export interface CustomerGroup extends Bought {
  readonly kind: 'new' | 'returning' | 'unknown';
  readonly customers: number;
}

/** A row of `GET /central/api/reports/{mode}/stores`. */
export interface StoreRow {
  readonly store: string;
  readonly currency: string;
  readonly sales: number;
  readonly captured: number;
  readonly shipping: number;
  readonly tax: number;
  readonly refunded: number;
  readonly net: number;
}

/** The currencies of rows, that of most rows first. */
export const currenciesOfRows = (rows: readonly { readonly currency: string }[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { currency } of rows) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([currency]) => currency);
};

/** What each processor owes, by day or month. */
export const settlementTable = (
  rows: readonly SettlementRow[],
  { days, processor }: { readonly days: Days; readonly processor: (name: string) => string },
): Table =>
  tableOf<SettlementRow>(
    [
      ['time', 'day', ({ label }) => label],
      ['processor', 'text', (row) => processor(row.processor)],
      ['captures', 'count', ({ captures }) => captures],
      ['captured', 'amount', ({ captured }) => captured],
      ['refunds', 'count', ({ refunds }) => refunds],
      ['refunded', 'amount', ({ refunded }) => refunded],
      ['owed', 'amount', ({ net }) => net, 'net'],
    ],
    rows,
    ({ label, processor: key }) => ({ id: `${label} ${key}`, keys: { key, days: daysOfBucket(label, days) } }),
    'settlement',
  );

const boughtCells: Cells<Bought> = [
  ['sales', 'count', ({ orders }) => orders],
  ['captured', 'amount', ({ captured }) => captured],
  ['refunds', 'count', ({ refunds }) => refunds],
  ['refunded', 'amount', ({ refunded }) => refunded],
  ['net', 'amount', ({ net }) => net],
];

/** Those who bought most. A row opens the customer; one who was forgotten has neither page nor events. */
export const customersTable = (
  rows: readonly CustomerRow[],
  texts: { readonly forgotten: string; readonly kind: (kind: CustomerGroup['kind']) => string },
): Table => ({
  ...tableOf<CustomerRow>(
    [
      ['customer', 'text', ({ name, email }) => name ?? email ?? texts.forgotten],
      ['kind', 'text', ({ isNew }) => texts.kind(isNew ? 'new' : 'returning')],
      ...boughtCells,
    ],
    rows,
    ({ order, id }) => (id === null ? { id: order } : { id: order, link: `/customers/${id}`, keys: { key: order } }),
    'customer',
  ),
  isTop: true,
});

/** What new and returning customers bought. */
export const groupsTable = (groups: readonly CustomerGroup[], kind: (kind: CustomerGroup['kind']) => string): Table =>
  tableOf<CustomerGroup>(
    [
      ['kind', 'text', (group) => kind(group.kind)],
      ['customers', 'count', ({ customers }) => customers, ''],
      ...boughtCells.map(([name, columnKind, of]) => [name, columnKind, of, ''] as const),
    ],
    groups,
    ({ kind: id }) => ({ id }),
  );

/** What each store took and gave back. */
export const storesTable = (rows: readonly StoreRow[], nameOf: (store: string) => string): Table =>
  tableOf<StoreRow>(
    [
      ['store', 'text', ({ store }) => nameOf(store)],
      ['sales', 'count', ({ sales }) => sales, ''],
      ['captured', 'amount', ({ captured }) => captured, ''],
      ['shipping', 'amount', ({ shipping }) => shipping, ''],
      ['tax', 'amount', ({ tax }) => tax, ''],
      ['refunded', 'amount', ({ refunded }) => refunded, ''],
      ['net', 'amount', ({ net }) => net, ''],
    ],
    rows,
    ({ store }) => ({ id: store }),
  );
