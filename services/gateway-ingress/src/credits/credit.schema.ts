import { z } from 'zod';
import { address, email } from '../addresses/address.schema.js';
import { payment } from '../placements/order.schema.js';
import { amount, currency, metadata, text } from '../validation/fields.schema.js';

/** The body of `POST /v1/credits`. */
export const creditSchema = z
  .strictObject({
    amount: amount.meta({ description: 'Minor units, at least 1' }),
    currency,
    description: text(200).meta({ description: 'What it is for; told to the customer', example: 'For the late parcel' }),
    customer: z
      .strictObject({
        email: email.optional().meta({ description: 'Where the customer is told; nobody is where it is left out' }),
        name: text(100).optional(),
      })
      .optional(),
    billingAddress: address.optional(),
    payment,
    reference: text(64).optional().meta({ description: 'Your own order number', example: 'your-order-17' }),
    metadata: metadata.optional(),
    allowDuplicate: z
      .boolean()
      .optional()
      .meta({ description: 'Give it although the same card got the same amount within the last 24 hours' }),
  })
  .meta({ id: 'CreditRequest' });

export type CreditBody = z.infer<typeof creditSchema>;

/** The settings area `credits`, as far as this service goes by it; its owner takes no other document. */
export const creditTermsSchema = z.object({
  enabled: z.boolean(),
  apiKeys: z.boolean(),
  perCredit: z.record(z.string(), z.int()),
  perDay: z.record(z.string(), z.int()),
});
