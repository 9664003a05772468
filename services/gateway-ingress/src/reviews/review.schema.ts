import { z } from 'zod';
import { orderDetailSchema } from '../orders/order-answer.schema.js';
import { plainText } from '../validation/fields.schema.js';

export const reviewSchema = z
  .strictObject({
    decision: z.enum(['accept', 'reject']),
    note: plainText(500).optional().meta({ description: 'Kept with the order; the customer is not told' }),
  })
  .meta({ id: 'NewReview' });

export type ReviewBody = z.infer<typeof reviewSchema>;

const time = z.iso.datetime().meta({ example: '2026-11-23T12:00:00.000Z' });

export const reviewAnswerSchema = z
  .strictObject({
    status: z.enum(['none', 'held', 'accepted', 'rejected']).meta({ description: 'None: the order was never held' }),
    reasons: z.array(z.string()).meta({ description: 'Why it was held' }),
    until: time.nullable().meta({ description: 'When a held order that nobody looked at is rejected' }),
    note: z.string().nullable(),
    overdue: z.boolean().meta({ description: 'Nobody looked at it in time' }),
  })
  .meta({ id: 'Review' });

export const heldOrderSchema = reviewAnswerSchema.extend({ order: orderDetailSchema }).meta({ id: 'HeldOrder' });
