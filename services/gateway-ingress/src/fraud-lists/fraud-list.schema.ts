import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { cardSchema } from '../cards/card.schema.js';
import { listSchema } from '../http/paging.js';
import { plainText, sku } from '../validation/fields.schema.js';

export const listNames = ['block', 'allow', 'lockout'] as const;

export const listKinds = ['card', 'email', 'email_domain', 'ip', 'network', 'country', 'sku'] as const;
export type ListKind = (typeof listKinds)[number];

export const fraudListParameters = z.object({
  list: z.string().meta({ description: listNames.join(', '), example: 'block' }),
});

export const listEntryParameters = fraudListParameters.extend({
  id: z.string().meta({ example: 'fle_01890a5dac9680008000b302099a8057' }),
});

const reason = plainText(200)
  .optional()
  .meta({ description: 'For those who look at the list later', example: 'Charged back in October' });

/** One value that orders are known by, and how long it is listed. */
export const listEntrySchema = z
  .strictObject({
    card: z.strictObject({ number: cardSchema.shape.number }).optional(),
    email: email.optional(),
    emailDomain: z.string().max(253).optional().meta({ description: 'What follows the @, exactly', example: 'example.com' }),
    ip: z.string().max(64).optional().meta({ description: 'An address; of IPv6 its whole /64', example: '203.0.113.9' }),
    network: z.string().max(64).optional().meta({ description: 'A /24 of IPv4 or a /48 of IPv6', example: '203.0.113.0/24' }),
    country: z.string().max(64).optional().meta({ description: 'ISO 3166-1 alpha-2, of either address', example: 'NZ' }),
    sku: sku.optional(),
    reason,
    expiresAt: z.iso
      .datetime({ offset: true, error: 'invalid_time' })
      .optional()
      .meta({ description: 'Listed until then; for ever unless given', example: '2027-01-01T00:00:00Z' }),
  })
  .meta({ id: 'NewFraudListEntry', description: 'Exactly one of card, email, emailDomain, ip, network, country and sku' });

export type ListEntryBody = z.infer<typeof listEntrySchema>;

export const listQuerySchema = listSchema.extend({
  kind: z.enum(listKinds).optional().meta({ description: 'Only those of this kind' }),
});
export type FraudListQuery = z.infer<typeof listQuerySchema>;

const byWhat = z.boolean().optional();

export const blockOrderSchema = z
  .strictObject({
    card: byWhat.meta({ description: 'Its card' }),
    email: byWhat.meta({ description: 'Its e-mail address' }),
    ip: byWhat.meta({ description: 'The customer’s IP address' }),
    reason,
  })
  .meta({ id: 'NewOrderBlock' });

export type BlockOrderBody = z.infer<typeof blockOrderSchema>;

const time = z.iso.datetime();

export const listEntryAnswerSchema = z
  .strictObject({
    id: z.string().meta({ example: 'fle_01890a5dac9680008000b302099a8057' }),
    list: z.enum(listNames),
    kind: z.enum(listKinds),
    value: z.string().nullable().meta({
      description: 'As it may be shown: cards, e-mail and IP addresses in part. Null once the customer was forgotten',
      example: 'a…@example.com',
    }),
    reason: z.string().nullable(),
    order: z.string().nullable().meta({ description: 'The order that it was taken from' }),
    by: z
      .string()
      .nullable()
      .meta({ description: 'The API key (`key_…`) or person (`usr_…`) who listed it; null for a lockout' }),
    createdAt: time,
    expiresAt: time.nullable(),
  })
  .meta({ id: 'FraudListEntry' });

export const orderBlockAnswerSchema = z.strictObject({ data: z.array(listEntryAnswerSchema) }).meta({ id: 'OrderBlock' });
