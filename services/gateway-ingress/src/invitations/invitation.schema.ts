import { z } from 'zod';
import { roles } from '../roles/roles.data.js';
import { newPassword, userLanguage, userName } from '../users/user.schema.js';

export const invitationAnswerSchema = z
  .strictObject({
    name: userName.optional(),
    language: userLanguage.optional(),
    password: newPassword.optional(),
  })
  .meta({ id: 'InvitationAnswer', description: '`{}` where the address has an account; else name and password at least' });
export type InvitationAnswerBody = z.infer<typeof invitationAnswerSchema>;

export const shownInvitationSchema = z
  .strictObject({
    store: z.string(),
    email: z.string(),
    role: z.enum(roles),
    hasAccount: z.boolean().meta({ description: 'The address has an account: nothing more is asked' }),
  })
  .meta({ id: 'Invitation' });
