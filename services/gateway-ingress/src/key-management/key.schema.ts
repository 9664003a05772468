import { z } from 'zod';
import { text } from '../validation/fields.schema.js';

const time = z.iso.datetime();

export const newKeySchema = z.strictObject({ name: text(100).meta({ example: 'The shop’s server' }) }).meta({ id: 'NewApiKey' });
export type NewKeyBody = z.infer<typeof newKeySchema>;

export const keyParameters = z.object({ id: z.string().meta({ example: 'key_01890a5dac96774bbcceb302099a8057' }) });

const entry = {
  id: z.string().meta({ example: 'key_01890a5dac96774bbcceb302099a8057' }),
  name: z.string(),
  mode: z.enum(['test', 'live']),
  createdAt: time,
  createdBy: z.string().nullable().meta({ description: 'Their name' }),
  revokedAt: time.nullable(),
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
