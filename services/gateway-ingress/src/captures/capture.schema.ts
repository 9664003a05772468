import { z } from 'zod';
import { amount, currency } from '../validation/fields.schema.js';
import { emptyKept } from '../validation/without-empty.js';

export const captureSchema = z
  .strictObject({
    amount: amount.optional().meta({ description: 'Minor units, at least 1; all that is left unless given' }),
    currency: currency.optional().meta({ description: 'Of the amount; the order’s unless given' }),
    final: z.boolean().optional().meta({ description: 'What is left of the authorization is released with this capture' }),
  })
  .meta({ id: 'NewCapture' })
  .register(emptyKept, { members: ['amount'] });

export type CaptureBody = z.infer<typeof captureSchema>;
