import { z } from 'zod';

/** What the API answers, for its documentation; a spec holds the answers against it. */
const amount = z.int().meta({ description: 'Minor units' });
const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

const taxLine = z
  .strictObject({
    jurisdiction: z.string().meta({ example: 'US-NY' }),
    name: z.string(),
    rate: z.string().meta({ example: '0.0400' }),
    taxable: amount,
    amount,
  })
  .meta({ id: 'TaxLine' });

const download = z
  .strictObject({
    sku: z.string(),
    fileName: z.string(),
    size: z.int().meta({ description: 'Bytes' }),
    sha256: z.string(),
    url: z.url().meta({
      description: 'A page for the customer; good for one complete download. Whoever has it can download: keep it secret.',
    }),
    expiresAt: time,
  })
  .meta({ id: 'Download' });

const answered = {
  id: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
  status: z.enum(['pending', 'review', 'approved', 'declined', 'rejected']),
  type: z.enum(['sale', 'preauth']),
  currency: z.string(),
  createdAt: time,
  amounts: z
    .strictObject({ subtotal: amount, shipping: amount.nullable(), tax: amount.nullable(), total: amount.nullable() })
    .meta({ description: 'Null until the order is priced' }),
  taxLines: z.array(taxLine),
  fraud: z
    .strictObject({
      decision: z.enum(['accept', 'review', 'reject']),
      score: z.int().min(0).max(100),
      reasons: z.array(z.string()),
      duplicateOf: z.string().optional().meta({ description: 'The id of the first order, where this one repeats it' }),
    })
    .nullable(),
  payment: z.strictObject({
    status: z.enum(['none', 'authorized', 'captured', 'declined']),
    brand: z.string(),
    last4: z.string(),
    authorizationCode: z.string().nullable(),
    avs: z.string().nullable(),
    cvc: z.string().nullable(),
  }),
  downloads: z.array(download),
};

export const orderAnswerSchema = z.strictObject(answered).meta({ id: 'Order' });

const addressAnswer = z.object({ region: z.string(), postalCode: z.string(), country: z.string() }).nullable();

export const orderDetailSchema = z
  .strictObject({
    ...answered,
    items: z.array(
      z.object({ sku: z.string(), description: z.string(), kind: z.string(), quantity: z.int(), unitAmount: amount }),
    ),
    shippingMethod: z.string().nullable(),
    customer: z.object({ email: z.string() }).nullable().meta({ description: 'Null once the customer was forgotten' }),
    billingAddress: addressAnswer,
    shippingAddress: addressAnswer,
    metadata: z.record(z.string(), z.string()),
  })
  .meta({ id: 'OrderDetail' });

const event = z
  .strictObject({
    id: z.string(),
    stream: z.string(),
    version: z.int(),
    type: z.string().meta({ example: 'PaymentAuthorized' }),
    occurredAt: time,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Event' });

const file = z.strictObject({ name: z.string(), size: z.int(), sha256: z.string() }).meta({ id: 'File' });

const good = z
  .strictObject({ sku: z.string(), kind: z.enum(['digital', 'physical']), description: z.string(), files: z.array(file) })
  .meta({ id: 'Good' });

const quote = z
  .strictObject({
    currency: z.string(),
    shippingMethod: z.string().nullable(),
    amounts: z.strictObject({ subtotal: amount, shipping: amount, tax: amount, total: amount }),
    taxLines: z.array(taxLine),
  })
  .meta({ id: 'Quote' });

const sales = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    data: z.array(
      z.strictObject({
        day: z.string(),
        currency: z.string(),
        orderCount: z.int(),
        captured: amount,
        tax: amount,
        shipping: amount,
      }),
    ),
  })
  .meta({ id: 'Sales' });

const problemSchema = z
  .object({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable: what programs go by' }),
    detail: z.string().optional(),
    field: z.string().optional().meta({ description: 'JSON pointer into the body, or the name of a parameter or header' }),
    requestId: z.string(),
    errors: z.array(z.object({ code: z.string(), field: z.string(), detail: z.string().optional() })).optional(),
    order: orderAnswerSchema.optional().meta({ description: 'The order that was declined, rejected or could not be priced' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

const listOf = (item: z.ZodType) => z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });

export const answers = {
  order: orderAnswerSchema,
  orderDetail: orderDetailSchema,
  orders: listOf(orderDetailSchema).meta({ id: 'OrderList' }),
  events: listOf(event).meta({ id: 'EventList' }),
  good,
  goods: listOf(good).meta({ id: 'GoodList' }),
  file,
  quote,
  sales,
  problem: problemSchema,
} as const;
