import { orderStatuses, paymentStatuses } from '@tollgate/order';
import { z } from 'zod';
import { mailAnswerSchema } from '../mails/mail.schema.js';
import { problemSchema } from '../validation/problem.schema.js';
import { downloadSchema, licenseKeySchema } from './download-answer.schema.js';

/** What the API answers of an order, for its documentation; a spec holds the answers against it. */
const amount = z.int().meta({ description: 'Minor units' });
const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

export const taxLineSchema = z
  .strictObject({
    jurisdiction: z.string().meta({ example: 'US-NY' }),
    name: z.string(),
    rate: z.string().meta({ example: '0.0400' }),
    taxable: amount,
    amount,
  })
  .meta({ id: 'TaxLine' });

const answered = {
  id: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
  status: z.enum(orderStatuses),
  type: z.enum(['sale', 'preauth', 'credit']).meta({ description: '`credit`: money to a card without a sale before it' }),
  currency: z.string(),
  reference: z.string().nullable().meta({ description: 'Your own order number' }),
  createdAt: time,
  amounts: z
    .strictObject({
      subtotal: amount,
      shipping: amount.nullable(),
      tax: amount.nullable(),
      total: amount.nullable(),
      captured: amount,
      refunded: amount,
      credited: amount.optional().meta({ description: 'Of a credit alone: what was given to the card' }),
    })
    .meta({
      description: 'Shipping, tax and total are null until the order is priced. Of a credit the total is what it is to give',
    }),
  taxLines: z.array(taxLineSchema),
  fraud: z
    .strictObject({
      decision: z.enum(['accept', 'review', 'reject']),
      score: z.int().min(0).max(100),
      reasons: z.array(z.string()),
      duplicateOf: z.string().optional().meta({ description: 'The id of the first order, where this one repeats it' }),
    })
    .nullable(),
  payment: z.strictObject({
    status: z.enum(paymentStatuses),
    brand: z.string(),
    last4: z.string(),
    authorizationCode: z.string().nullable(),
    avs: z.string().nullable(),
    cvc: z.string().nullable(),
  }),
  downloads: z.array(downloadSchema).meta({ description: 'One for each file of a digital item, whatever its quantity' }),
  licenseKeys: z.array(licenseKeySchema).meta({
    description:
      'One for each piece of an item that is sold with license keys; all of them, also once the links to their page have ended',
  }),
};

export const orderAnswerSchema = z.strictObject(answered).meta({ id: 'Order' });

const addressAnswer = z
  .strictObject({
    name: z.string().optional().meta({ description: 'Of a shipping address: who takes the parcel' }),
    line1: z.string().optional(),
    line2: z.string().optional(),
    city: z.string().optional(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
  })
  .nullable()
  .meta({ description: 'Once the customer was forgotten, without name, lines and city' });

export const orderDetailSchema = z
  .strictObject({
    ...answered,
    items: z.array(
      z.strictObject({
        sku: z.string(),
        description: z.string(),
        kind: z.enum(['digital', 'physical']),
        quantity: z.int(),
        unitAmount: amount,
        weightGrams: z.int().optional(),
      }),
    ),
    shippingMethod: z.string().nullable(),
    customer: z
      .strictObject({
        email: z.string(),
        name: z.string().optional(),
        phone: z.string().optional(),
        ipAddress: z.string().optional(),
      })
      .nullable()
      .meta({ description: 'Null once the customer was forgotten. Of a credit the address may be empty' }),
    billingAddress: addressAnswer,
    shippingAddress: addressAnswer,
    metadata: z.record(z.string(), z.string()),
    consents: z
      .array(z.strictObject({ id: z.string(), text: z.string() }))
      .optional()
      .meta({
        description: 'What the customer agreed to on the payment page, in the words that they read',
      }),
    description: z.string().optional().meta({ description: 'Of a credit alone: what it is for' }),
    mails: z
      .array(mailAnswerSchema)
      .meta({ description: 'What the customer was told by mail; how pending ones stand: `…/mails`' }),
  })
  .meta({ id: 'OrderDetail' });

/** A problem with an order inside: the one that ended so, or the one that has the reference already. */
export const orderProblemSchema = problemSchema
  .extend({
    order: orderAnswerSchema.optional().meta({
      description:
        'The order that was declined, rejected or could not be priced; the first one that has the reference, or gave the same credit',
    }),
  })
  .meta({ id: 'OrderProblem' });
