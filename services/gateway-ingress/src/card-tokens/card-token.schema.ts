import { z } from 'zod';
import { address } from '../addresses/address.schema.js';
import { cardSchema } from '../cards/card.schema.js';

export const cardTokenSchema = z
  .strictObject({
    card: cardSchema,
    billingAddress: address.optional().meta({ description: 'What the issuer’s address check compares when the card is used' }),
    consent: z
      .literal(true)
      .meta({ description: 'The customer agreed that you keep the card for later orders: the networks require it' }),
  })
  .meta({ id: 'NewCardToken' });

export type CardTokenBody = z.infer<typeof cardTokenSchema>;

export const cardTokenParameters = z.object({ id: z.string().meta({ example: 'card_01890a5dac96774bbcceb302099a8057' }) });

export const cardTokenAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'card_01890a5dac96774bbcceb302099a8057', description: 'Send it as payment.token' }),
    brand: z.string(),
    last4: z.string(),
    expiryMonth: z.int(),
    expiryYear: z.int(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'CardToken' });
