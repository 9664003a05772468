import { z } from 'zod';
import { passesLuhn } from '../cards/card-number.js';
import { CardSecret } from '../cards/card-secret.js';
import { address, amount, currency, email, ipAddress, phone, sku, text } from '../http/fields.schema.js';

const maxItems = 100;
const maxQuantity = 10_000;
const maxWeightGrams = 1_000_000;
const maxMetadata = 50;

const item = z
  .strictObject({
    sku,
    description: text(200).optional(),
    kind: z.enum(['digital', 'physical']),
    quantity: z.int().min(1).max(maxQuantity),
    unitAmount: amount,
    weightGrams: z.int().min(0).max(maxWeightGrams).optional(),
  })
  .meta({ id: 'Item' });

const basket = {
  currency,
  items: z.array(item).min(1).max(maxItems),
  shippingMethod: z.string().max(40).optional().meta({ description: '`ground` (default) or `express`', example: 'ground' }),
  billingAddress: address,
  shippingAddress: address.optional().meta({ description: 'Required where an item is physical' }),
};

const customer = z.strictObject({
  email,
  name: text(100).optional(),
  phone: phone.optional(),
  ipAddress: ipAddress.optional(),
});

const card = z
  .strictObject({
    number: z
      .string()
      .refine(passesLuhn, 'invalid_card_number')
      .transform((digits) => new CardSecret(digits))
      .meta({ description: '12 to 19 digits', example: '4111111111111111' }),
    expiryMonth: z.int().min(1, 'invalid_expiry_month').max(12, 'invalid_expiry_month'),
    expiryYear: z.int().min(2000, 'invalid_expiry_year').max(2199, 'invalid_expiry_year').meta({ example: 2030 }),
    cvc: z
      .string()
      .regex(/^\d{3,4}$/, 'invalid_cvc')
      .transform((digits) => new CardSecret(digits))
      .optional()
      .meta({ description: 'Kept in memory only, until the issuer has answered', example: '123' }),
  })
  .meta({ id: 'Card' });

const metadata = z
  .record(z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, 'invalid_metadata_key'), text(500))
  .refine((entries) => Object.keys(entries).length <= maxMetadata, 'too_many_items')
  .meta({
    description: `At most ${maxMetadata} entries of your own; shown to you, and to nobody else`,
    example: { cart: 'c-17' },
  });

/** The body of `POST /v1/orders`. Nothing else than this is taken (S3): no status, no result, no merchant. */
export const orderSchema = z
  .strictObject({
    type: z.enum(['sale', 'preauth']),
    ...basket,
    customer,
    payment: z.strictObject({ card }),
    metadata: metadata.optional(),
  })
  .meta({ id: 'OrderRequest' });

export type OrderBody = z.infer<typeof orderSchema>;

/** The body of `POST /v1/quotes`. */
export const quoteSchema = z.strictObject(basket).meta({ id: 'QuoteRequest' });

/** The body of `POST /v1/orders/{id}/capture`. */
export const captureSchema = z.strictObject({ amount: amount.optional() }).meta({ id: 'CaptureRequest' });

/** The body of `PUT /v1/goods/{sku}`. */
export const goodSchema = z
  .strictObject({ kind: z.enum(['digital', 'physical']), description: text(200).optional() })
  .meta({ id: 'GoodRequest' });
