import { z } from 'zod';
import { plainText } from '../validation/fields.schema.js';
import { languages } from './languages.data.js';

export const userName = plainText(100).meta({ example: 'Ann Buyer' });
export const userLanguage = z.enum(languages).meta({ description: 'Of Central, and of the mails to its users' });
/** A password that is chosen: `checkPassword` says whether it will do. */
export const newPassword = z
  .string()
  .min(1)
  .max(1_000)
  .meta({ description: '12 characters at least, and none that is guessed first' });

export const profileSchema = z.strictObject({ name: userName, language: userLanguage }).meta({ id: 'Profile' });
export type ProfileBody = z.infer<typeof profileSchema>;

export const passwordChangeSchema = z
  .strictObject({ currentPassword: z.string().min(1).max(1_000), newPassword })
  .meta({ id: 'PasswordChange' });
export type PasswordChangeBody = z.infer<typeof passwordChangeSchema>;

const time = z.iso.datetime();

export const sessionEntrySchema = z
  .strictObject({
    id: z.string().meta({ description: 'uuid' }),
    isCurrent: z.boolean(),
    userAgent: z.string(),
    address: z.string(),
    createdAt: time,
    lastSeenAt: time,
  })
  .meta({ id: 'SessionEntry' });

export const failedSignInSchema = z
  .strictObject({
    at: time.meta({ description: 'To the minute: one is noted a minute and address' }),
    address: z.string(),
    userAgent: z.string(),
    step: z.enum(['password', 'second_factor']).meta({ description: 'What was wrong' }),
  })
  .meta({ id: 'FailedSignIn' });

export const sessionParameters = z.object({ id: z.uuid('not_found') });
