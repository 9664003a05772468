import { orderStatuses } from '@tollgate/order';
import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { countries } from '../addresses/countries.data.js';
import { listSchema } from '../http/paging.js';
import { currency } from '../validation/fields.schema.js';

const moment = z.iso.datetime({ offset: true, error: 'invalid_time' }).meta({ example: '2026-11-23T00:00:00Z' });

/** What orders can be looked for by; all that is given must fit. */
export const orderSearchSchema = listSchema.extend({
  status: z.enum(orderStatuses, 'invalid_status').optional(),
  email: email.optional().meta({ description: 'The customer’s, whole' }),
  name: z
    .string()
    .max(200, 'too_long')
    .optional()
    .meta({ description: 'The customer’s, whole; capitals and blanks do not matter' }),
  sku: z.string().max(100, 'too_long').optional().meta({ description: 'One of the order’s goods' }),
  reference: z.string().max(100, 'too_long').optional().meta({ description: 'Your own order number, whole' }),
  referencePrefix: z.string().max(100, 'too_long').optional().meta({ description: 'What your own order number begins with' }),
  from: moment.optional().meta({ description: 'Placed then or later' }),
  to: moment.optional().meta({ description: 'Placed before then' }),
  at: moment.optional().meta({
    description:
      'As they were at this moment: those that were placed by then. Not with `status` or `declineCode`, which are today’s',
  }),
  last4: z
    .string()
    .regex(/^\d{4}$/, 'invalid_last4')
    .optional()
    .meta({ description: 'The last four digits of the card', example: '1111' }),
  amount: z
    .string()
    .regex(/^\d{1,12}$/, 'invalid_amount')
    .optional()
    .meta({
      description: 'The total in minor units, of `currency` where that is given, of any where it is not',
      example: '5426',
    }),
  currency: currency.optional().meta({ description: 'Of the order' }),
  type: z
    .enum(['sale', 'preauth', 'credit', 'charge'], 'unknown_order_type')
    .optional()
    .meta({ description: '`charge`: every order that takes money, which is all but credits' }),
  country: z
    .string()
    .refine((code) => countries.has(code), 'unknown_country')
    .optional()
    .meta({
      description: 'Of the billing address (ISO 3166-1 alpha-2); found faster together with `from` and `to`',
      example: 'US',
    }),
  declineCode: z
    .string()
    .regex(/^[a-z0-9_]{1,60}$/, 'invalid_code')
    .optional()
    .meta({ description: 'Why the issuer or processor declined the payment', example: 'insufficient_funds' }),
});

export type OrderSearch = z.infer<typeof orderSearchSchema>;
