import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { listOf, listSchema } from '../http/paging.js';
import { orderDetailSchema } from '../orders/order-answer.schema.js';
import { problemSchema } from '../validation/problem.schema.js';
import { openMatters } from './open-matters.js';

/** The parameters of a customer's address; what is no id of a customer names none, and is answered 404. */
export const customerParameters = z.object({ id: z.string().meta({ example: `cus_${'0123456789abcdef'.repeat(4)}` }) });

export const customerSearchSchema = z.strictObject({
  email: email.optional().meta({ description: 'The customer’s, whole' }),
  order: z.string().max(100, 'too_long').optional().meta({ description: 'The id of an order of theirs' }),
});
export type CustomerSearch = z.infer<typeof customerSearchSchema>;

/** A customer shows a page of their orders. */
export const customerQuery = listSchema;

const time = z.iso.datetime();
const shown = {
  id: customerParameters.shape.id,
  email: z.string().nullable(),
  name: z.string().nullable().meta({ description: 'As the newest order has it' }),
  firstOrderAt: time.nullable(),
  lastOrderAt: time.nullable(),
  orderCount: z.int(),
  hasMore: z
    .boolean()
    .meta({ description: 'They have older orders than the 250 that are counted here; all can be paged through' }),
  totals: z.array(z.strictObject({ currency: z.string(), captured: z.int(), refunded: z.int() })),
  openDownloads: z.int().meta({ description: 'Things that they may still download' }),
};

export const customerSchema = z.strictObject(shown).meta({ id: 'Customer' });
export const customerDetailSchema = z
  .strictObject({ ...shown, orders: listOf(orderDetailSchema, 'CustomerOrderList') })
  .meta({ id: 'CustomerDetail' });

export const forgetSchema = z
  .strictObject({ confirm: email.meta({ description: 'The customer’s e-mail address, so that nobody else is forgotten' }) })
  .meta({ id: 'ForgetCustomer' });
export type ForgetBody = z.infer<typeof forgetSchema>;

const certified = {
  id: z.string().meta({ description: 'uuid of the event that recorded it' }),
  customer: customerParameters.shape.id,
  forgottenAt: time,
  by: z.string().meta({ description: 'The API key (`key_…`) or person (`usr_…`)' }),
  mode: z.enum(['test', 'live']),
  orders: z.array(z.string()).meta({ description: 'Whose keys were deleted, oldest first' }),
  record: z
    .strictObject({ event: z.string(), subject: z.string(), stream: z.string(), version: z.int(), hash: z.string() })
    .meta({ description: 'Where the order event log has it; `tollgate verify` recomputes the hash' }),
  text: z.string().meta({ description: 'The certificate, to print or to send on' }),
  checksum: z.string().meta({ description: 'SHA-256 of `text` in UTF-8' }),
};

export const certificateEntrySchema = z.strictObject(certified).meta({ id: 'DeletionCertificateEntry' });
export const certificateSchema = z
  .strictObject({
    ...certified,
    ordersLeft: z.int().meta({
      description:
        'Orders of this customer that are still kept: those that were placed since, or that one request was too few for',
    }),
  })
  .meta({ id: 'DeletionCertificate' });

export const ordersUnderWaySchema = problemSchema
  .extend({
    orders: z
      .array(z.strictObject({ id: z.string(), reasons: z.array(z.enum(openMatters)) }))
      .optional()
      .meta({ description: 'The first hundred orders that are under way, each with what is' }),
  })
  .meta({ id: 'OrdersUnderWayProblem' });
