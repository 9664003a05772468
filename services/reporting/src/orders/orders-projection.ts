import type { Column } from '../projection/column.js';
import { type Index, type Projection, projection, rowsOfEach } from '../projection/projection.js';
import type { OrderStep, ReportedOrder } from '../projection/reported-order.js';
import { type OrderRow, orderRow } from './order-row.js';

/** Newest first, of one merchant and mode, by what a row is found by. */
const index = (name: string, columns: readonly string[], where?: string): Index => ({
  name,
  columns: ['merchant', 'mode', ...columns, 'placed_at', 'order_id'],
  ...(where === undefined ? {} : { where }),
});

/** A country stands behind the order here, and has no index of its own: a search for one looks through this index alone, without the rows. */
const newest: Index = { name: 'newest', columns: ['merchant', 'mode', 'placed_at', 'order_id', 'country'] };

const columns: Readonly<Record<string, Column<OrderRow>>> = {
  order_id: { type: 'uuid', of: ({ orderId }) => orderId },
  merchant: { type: 'text', of: ({ merchant }) => merchant },
  mode: { type: 'text', of: ({ mode }) => mode },
  type: { type: 'text', of: ({ type }) => type },
  status: { type: 'text', of: ({ status }) => status },
  currency: { type: 'text', of: ({ currency }) => currency },
  total_minor: { type: 'bigint', of: ({ totalMinor }) => totalMinor ?? null },
  captured_minor: { type: 'bigint', of: ({ capturedMinor }) => capturedMinor },
  refunded_minor: { type: 'bigint', of: ({ refundedMinor }) => refundedMinor },
  placed_at: { type: 'timestamptz', of: ({ placedAt }) => placedAt },
  email: { type: 'text', of: ({ email }) => email },
  name: { type: 'text', of: ({ name }) => name },
  reference: { type: 'text', of: ({ reference }) => reference },
  last4: { type: 'text', of: ({ last4 }) => last4 },
  country: { type: 'text', of: ({ country }) => country },
  decline_code: { type: 'text', of: ({ declineCode }) => declineCode },
  versions: { type: 'jsonb', of: ({ versions }) => JSON.stringify(versions) },
};

/** Orders, to be listed and searched: each row is what the fold of its order says. Each search goes by the index of one of its fields, newest
 *  first, and looks through what that leaves. Approved orders are in no index of the status: nearly all are, and the index of the newest
 *  finds them. */
export const ordersProjection: Projection = projection({
  name: 'orders',
  key: ['order_id'],
  columns,
  indexes: [
    newest,
    index('status', ['status'], `status <> 'approved'`),
    index('email', ['email'], `email <> ''`),
    index('name', ['name'], `name <> ''`),
    index('reference', ['reference'], `reference <> ''`),
    index('last4', ['last4'], `last4 <> ''`),
    index('amount', ['total_minor'], 'total_minor IS NOT NULL'),
    // Few among all, and counted by what has to know how many orders were placed by a moment.
    index('credits', [], `type = 'credit'`),
  ],
  onConflict: 'replace',
  // A page brings several events of an order, and writes the last of its rows.
  collect: () => {
    const orders = new Map<string, ReportedOrder>();
    return {
      add: ({ after }) => void orders.set(after.order.id, after),
      rows: () => [...orders.values()].map(orderRow),
    };
  },
});

/** A good of an order. */
interface OrderSku {
  readonly merchant: string;
  readonly mode: string;
  readonly sku: string;
  readonly placedAt: string;
  readonly orderId: string;
}

const skusOf = ({ event, after }: OrderStep): readonly OrderSku[] => {
  if (event.type !== 'OrderPlaced') return [];
  const { id: orderId, merchant, mode, placedAt } = after.order;
  return [...new Set(event.data.lines.map(({ sku }) => sku))].map((sku) => ({ merchant, mode, sku, placedAt, orderId }));
};

/** What each order is of, to be searched by. */
export const orderSkusProjection: Projection = projection<OrderSku>({
  name: 'order_skus',
  key: ['merchant', 'mode', 'sku', 'placed_at', 'order_id'],
  columns: {
    merchant: { type: 'text', of: ({ merchant }) => merchant },
    mode: { type: 'text', of: ({ mode }) => mode },
    sku: { type: 'text', of: ({ sku }) => sku },
    placed_at: { type: 'timestamptz', of: ({ placedAt }) => placedAt },
    order_id: { type: 'uuid', of: ({ orderId }) => orderId },
  },
  indexes: [],
  onConflict: 'keep',
  collect: rowsOfEach(skusOf),
});
