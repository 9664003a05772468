import { z } from 'zod';
import { keyScopes } from '../roles/key-scopes.data.js';
import { plainText } from '../validation/fields.schema.js';

const time = z.iso.datetime();

const scope = z.enum(keyScopes);

export const newKeySchema = z
  .strictObject({
    name: plainText(100).meta({ example: 'The shop’s server' }),
    scopes: z
      .array(scope)
      .min(1)
      .max(keyScopes.length)
      .optional()
      .meta({
        description: 'What the key may do, of what you may do yourself; left out: all of that',
        example: ['read', 'orders'],
      }),
  })
  .meta({ id: 'NewApiKey' });
export type NewKeyBody = z.infer<typeof newKeySchema>;

export const keyParameters = z.object({ id: z.string().meta({ example: 'key_01890a5dac96774bbcceb302099a8057' }) });

const entry = {
  id: z.string().meta({ example: 'key_01890a5dac96774bbcceb302099a8057' }),
  name: z.string(),
  mode: z.enum(['test', 'live']),
  createdAt: time,
  createdBy: z.string().nullable().meta({ description: 'Their name' }),
  revokedAt: time.nullable(),
  scopes: z
    .array(scope)
    .nullable()
    .meta({ description: 'What it may do; null: all that keys may, as those made before there were scopes' }),
};

export const apiKeySchema = z.strictObject(entry).meta({ id: 'ApiKey' });

export const issuedKeySchema = z
  .strictObject({
    ...entry,
    key: z
      .string()
      .nullable()
      .meta({ description: 'Shown this once; null where the request was repeated under its Idempotency-Key' }),
  })
  .meta({ id: 'IssuedApiKey' });
