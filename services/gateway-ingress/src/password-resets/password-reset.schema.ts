import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { newPassword } from '../users/user.schema.js';

export const passwordResetRequestSchema = z.strictObject({ email }).meta({ id: 'PasswordResetRequest' });
export type PasswordResetRequestBody = z.infer<typeof passwordResetRequestSchema>;

export const passwordResetSchema = z.strictObject({ password: newPassword }).meta({ id: 'PasswordReset' });
export type PasswordResetBody = z.infer<typeof passwordResetSchema>;
