import { z } from 'zod';
import { text } from '../validation/fields.schema.js';

export const voidSchema = z.strictObject({ reason: text(500).optional() }).meta({ id: 'NewVoid' });

export type VoidBody = z.infer<typeof voidSchema>;
