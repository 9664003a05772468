import { type Projection, projection } from '../projection/projection.js';
import { addToDay, type DailySales, dayKeyOf } from './daily-sales.js';

/** Sales and refunds, each on its own day. R3: a page of the log changes a merchant's day once, however many orders it
 *  holds. */
export const salesProjection: Projection = projection<DailySales>({
  name: 'sales',
  tables: [
    {
      name: 'sales_by_generation',
      key: ['merchant', 'mode', 'day', 'currency'],
      columns: {
        merchant: { type: 'text', of: ({ merchant }) => merchant },
        mode: { type: 'text', of: ({ mode }) => mode },
        day: { type: 'date', of: ({ day }) => day },
        currency: { type: 'text', of: ({ currency }) => currency },
        order_count: { type: 'int', of: ({ orderCount }) => orderCount },
        captured_minor: { type: 'bigint', of: ({ capturedMinor }) => capturedMinor },
        shipping_minor: { type: 'bigint', of: ({ shippingMinor }) => shippingMinor },
        tax_minor: { type: 'bigint', of: ({ taxMinor }) => taxMinor },
        refund_count: { type: 'int', of: ({ refundCount }) => refundCount },
        refunded_minor: { type: 'bigint', of: ({ refundedMinor }) => refundedMinor },
        refunded_shipping_minor: { type: 'bigint', of: ({ refundedShippingMinor }) => refundedShippingMinor },
        refunded_tax_minor: { type: 'bigint', of: ({ refundedTaxMinor }) => refundedTaxMinor },
      },
      onConflict: 'add',
    },
  ],
  keyOf: dayKeyOf,
  step: addToDay,
});
