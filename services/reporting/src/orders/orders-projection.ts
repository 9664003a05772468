import { type Projection, projection } from '../projection/projection.js';
import type { ReportedOrder } from '../projection/reported-order.js';
import { type OrderRow, orderRow } from './order-row.js';

/** The row of an order, made once it is asked for: a page brings several events of an order, and writes the last of its
 *  rows. */
type LazyRow = () => OrderRow;

const rowOf = (reported: ReportedOrder): LazyRow => {
  let row: OrderRow | undefined;
  return () => {
    row ??= orderRow(reported);
    return row;
  };
};

/** Orders, to be listed and searched: each row is what the fold of its order says. */
export const ordersProjection: Projection = projection<LazyRow>({
  name: 'orders',
  tables: [
    {
      name: 'orders_by_generation',
      key: ['order_id'],
      columns: {
        order_id: { type: 'uuid', of: (row) => row().orderId },
        merchant: { type: 'text', of: (row) => row().merchant },
        mode: { type: 'text', of: (row) => row().mode },
        type: { type: 'text', of: (row) => row().type },
        status: { type: 'text', of: (row) => row().status },
        currency: { type: 'text', of: (row) => row().currency },
        total_minor: { type: 'bigint', of: (row) => row().totalMinor ?? null },
        captured_minor: { type: 'bigint', of: (row) => row().capturedMinor },
        refunded_minor: { type: 'bigint', of: (row) => row().refundedMinor },
        placed_at: { type: 'timestamptz', of: (row) => row().placedAt },
        email: { type: 'text', of: (row) => row().email },
        reference: { type: 'text', of: (row) => row().reference },
        last4: { type: 'text', of: (row) => row().last4 },
        versions: { type: 'jsonb', of: (row) => JSON.stringify(row().versions) },
      },
      onConflict: 'replace',
    },
  ],
  keyOf: ({ after }) => after.order.id,
  step: (_row, { after }) => rowOf(after),
});
