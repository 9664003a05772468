import { z } from 'zod';
import { amount, currency, plainText } from '../validation/fields.schema.js';
import { emptyKept } from '../validation/without-empty.js';

const MAX_LINES = 100;

export const refundSchema = z
  .strictObject({
    amount: amount
      .optional()
      .meta({ description: 'Minor units, at least 1. Everything that is left, unless an amount, lines or shipping are given' }),
    currency: currency.optional().meta({ description: 'Of the amounts; the order’s unless given' }),
    lines: z
      .array(z.strictObject({ line: z.int().meta({ description: 'The order’s item, from 1' }), quantity: z.int() }))
      .max(MAX_LINES)
      .optional()
      .meta({
        description: 'Pieces of the order’s items; each goes back with its tax, and ends the downloads of what is refunded whole',
      }),
    shipping: amount.optional().meta({ description: 'Minor units of the shipping charge; its tax goes back with it' }),
    reason: plainText(500).optional().meta({ description: 'Told to the customer' }),
  })
  .meta({ id: 'NewRefund' })
  .register(emptyKept, { members: ['amount', 'lines', 'shipping'] });

export type RefundBody = z.infer<typeof refundSchema>;

const minorUnits = z.int().meta({ description: 'Minor units' });

export const refundPreviewSchema = z
  .strictObject({
    amount: minorUnits,
    currency: z.string(),
    lines: z.array(z.strictObject({ line: z.int().min(1), quantity: z.int().min(0), goods: minorUnits, tax: minorUnits })),
    shipping: minorUnits,
    shippingTax: minorUnits,
    revokedSkus: z.array(z.string()).meta({ description: 'The goods whose downloads would end' }),
    left: minorUnits.meta({ description: 'What could be given back after it' }),
    approval: z
      .strictObject({ limit: minorUnits, hours: z.int().min(1) })
      .nullable()
      .meta({
        description: 'A second person must approve it first: beyond this limit, and within so many hours. Null: one is enough',
      }),
  })
  .meta({ id: 'RefundPreview' });
