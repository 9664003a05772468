import { z } from 'zod';
import { orderAnswerSchema } from '../orders/order-answer.schema.js';
import { problemSchema } from '../validation/problem.schema.js';

const amount = z.int().meta({ description: 'Minor units' });
const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

const operation = {
  id: z.string().meta({ example: 'ref_01890a5dac96774bbcceb302099a8057' }),
  order: z.string().meta({ example: 'ord_01890a5dac96774bbcceb302099a8057' }),
  kind: z.enum(['capture', 'void', 'refund']),
  status: z
    .enum(['pending', 'succeeded', 'failed'])
    .meta({ description: 'Pending until the processor has said what came of it; failed with `code`, and nothing moved' }),
  amount,
  currency: z.string(),
  createdAt: time,
  settledAt: time.nullable(),
  final: z.boolean().optional().meta({ description: 'Of a capture: what is left of the authorization is released with it' }),
  shipment: z
    .strictObject({ carrier: z.string(), trackingNumber: z.string().nullable(), trackingUrl: z.string().nullable() })
    .optional()
    .meta({ id: 'Shipment', description: 'Of a capture: the parcel that left with it, where you told of one' }),
  reason: z.string().nullable().optional(),
  lines: z
    .array(z.strictObject({ line: z.int().min(1), quantity: z.int().min(0), goods: amount, tax: amount }))
    .optional()
    .meta({ description: 'Of a refund: what of the amount falls on which line, counted from 1' }),
  shipping: amount.optional(),
  shippingTax: amount.optional(),
  code: z.string().optional().meta({ description: 'Why it failed: stable' }),
  networkCode: z.string().nullable().optional().meta({ description: 'The network’s own code, where the processor tells it' }),
};

export const operationSchema = z.strictObject(operation).meta({ id: 'Operation' });

/** What a request for an operation is answered: the operation, and the order as it stood when it came to its end. */
export const operationAnswerSchema = z
  .strictObject({ ...operation, order: orderAnswerSchema })
  .meta({ id: 'OperationWithOrder' });

export const operationProblemSchema = problemSchema
  .extend({ operation: operationAnswerSchema.optional().meta({ description: 'The operation that the processor refused' }) })
  .meta({ id: 'OperationProblem' });
