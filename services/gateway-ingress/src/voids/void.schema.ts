import { z } from 'zod';
import { plainText } from '../validation/fields.schema.js';

export const voidSchema = z.strictObject({ reason: plainText(500).optional() }).meta({ id: 'NewVoid' });

export type VoidBody = z.infer<typeof voidSchema>;
