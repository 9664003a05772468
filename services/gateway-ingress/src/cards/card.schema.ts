import { passesLuhn } from '@tollgate/order';
import { z } from 'zod';
import { CardSecret } from './card-secret.js';

/** A card as it is typed in: for one order, or to be kept. */
export const cardSchema = z
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

export type CardBody = z.infer<typeof cardSchema>;
