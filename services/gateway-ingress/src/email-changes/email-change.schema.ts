import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { personConfirmation } from '../second-factors/second-factor.schema.js';

export const emailChangeSchema = z.strictObject({ email, ...personConfirmation }).meta({ id: 'EmailChange' });
export type EmailChangeBody = z.infer<typeof emailChangeSchema>;
