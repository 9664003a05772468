import { z } from 'zod';
import { basket } from '../baskets/basket.schema.js';
import { taxLineSchema } from '../orders/order-answer.schema.js';

/** The body of `POST /v1/quotes`. */
export const quoteSchema = z.strictObject(basket).meta({ id: 'QuoteRequest' });

export type QuoteBody = z.infer<typeof quoteSchema>;

const minor = z.int().meta({ description: 'Minor units' });

export const quoteAnswerSchema = z
  .strictObject({
    currency: z.string(),
    shippingMethod: z.string().nullable(),
    amounts: z.strictObject({ subtotal: minor, shipping: minor, tax: minor, total: minor }),
    taxLines: z.array(taxLineSchema),
  })
  .meta({ id: 'Quote' });
