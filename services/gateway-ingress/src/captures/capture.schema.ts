import { z } from 'zod';
import { amount, currency } from '../validation/fields.schema.js';

export const captureSchema = z
  .strictObject({
    amount: amount.optional().meta({ description: 'Minor units, at least 1; all that is left unless given' }),
    currency: currency.optional().meta({ description: 'Of the amount; the order’s unless given' }),
    final: z.boolean().optional().meta({ description: 'What is left of the authorization is released with this capture' }),
  })
  .meta({ id: 'NewCapture' });

export type CaptureBody = z.infer<typeof captureSchema>;
