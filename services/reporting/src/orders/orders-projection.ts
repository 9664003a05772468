import { type Projection, projection } from '../projection/projection.js';
import { type OrderRow, orderRow } from './order-row.js';

/** Orders, to be listed and searched: each row is what the fold of its order says. */
export const ordersProjection: Projection = projection<OrderRow>({
  name: 'orders',
  tables: [
    {
      name: 'orders_by_generation',
      key: ['order_id'],
      columns: {
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
        reference: { type: 'text', of: ({ reference }) => reference },
        last4: { type: 'text', of: ({ last4 }) => last4 },
        versions: { type: 'jsonb', of: ({ versions }) => JSON.stringify(versions) },
      },
      onConflict: 'replace',
    },
  ],
  keyOf: ({ after }) => after.order.id,
  step: (_row, { after }) => orderRow(after),
});
