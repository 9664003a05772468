import { z } from 'zod';
import { email, ipAddress, phone } from '../addresses/address.schema.js';
import { basket } from '../baskets/basket.schema.js';
import { cardSchema } from '../cards/card.schema.js';
import { amount, metadata, text } from '../validation/fields.schema.js';

const customer = z.strictObject({
  email,
  name: text(100).optional(),
  phone: phone.optional(),
  ipAddress: ipAddress.optional(),
});

/** What an order is paid by, and a credit goes to. */
export const payment = z
  .strictObject({
    card: cardSchema.optional(),
    token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,100}$/, 'unknown_card')
      .optional()
      .meta({ description: 'A saved card, instead of `card`' }),
  })
  .check(({ value: { card, token }, issues, ...context }) => {
    if (card !== undefined && token !== undefined) {
      issues.push({ code: 'custom', input: token, path: ['token'], message: 'card_and_token', ...context });
    } else if (card === undefined && token === undefined) {
      issues.push({ code: 'custom', input: card, path: ['card'], message: 'required', ...context });
    }
  })
  .meta({ description: 'A `card` or the `token` of a saved one' });

/** The body of `POST /v1/orders`. Nothing else than this is taken (S3): no status, no result, no merchant. */
export const orderSchema = z
  .strictObject({
    type: z.enum(['sale', 'preauth']),
    ...basket,
    customer,
    payment: payment.optional().meta({
      description: 'A `card` or the `token` of a saved one; may be left out where the total is 0',
    }),
    expectedTotal: amount.optional().meta({
      description:
        'What your customer was shown, shipping and tax included. An order that comes to another total is refused (422 `total_changed`, with the ' +
        'order inside) before anything is charged',
    }),
    reference: text(64).optional().meta({
      description: 'Your own order number; unique among the orders that ask for it by `referenceIsUnique`',
      example: 'your-order-17',
    }),
    referenceIsUnique: z
      .boolean()
      .optional()
      .meta({
        description:
          'Refuse a second order with this `reference` among the orders that ask for it, unless the first one ended without money (declined, ' +
          'rejected, voided, expired). An order that does not ask for it may have the same reference, before and after',
      }),
    metadata: metadata.optional(),
  })
  .refine(({ reference, referenceIsUnique }) => reference !== undefined || referenceIsUnique !== true, {
    error: 'required',
    path: ['reference'],
  })
  .meta({ id: 'OrderRequest' });

export type OrderBody = z.infer<typeof orderSchema>;
