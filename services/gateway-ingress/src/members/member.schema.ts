import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { roles } from '../roles/roles.data.js';

const role = z.enum(roles);
const time = z.iso.datetime();

export const inviteSchema = z.strictObject({ email, role }).meta({ id: 'NewInvitation' });
export type InviteBody = z.infer<typeof inviteSchema>;

export const roleSchema = z.strictObject({ role }).meta({ id: 'RoleChange' });
export type RoleBody = z.infer<typeof roleSchema>;

/** What is no id names nobody. */
export const memberParameters = z.object({ id: z.string().meta({ example: 'usr_01890a5dac96774bbcceb302099a8057' }) });
export const invitationParameters = z.object({ id: z.string().meta({ example: 'inv_01890a5dac96774bbcceb302099a8057' }) });

export const memberSchema = z
  .strictObject({
    id: z.string().meta({ example: 'usr_01890a5dac96774bbcceb302099a8057' }),
    email: z.string(),
    name: z.string(),
    role,
    hasSecondFactor: z.boolean(),
    joinedAt: time,
  })
  .meta({ id: 'Member' });

export const pendingInvitationSchema = z
  .strictObject({
    id: z.string().meta({ example: 'inv_01890a5dac96774bbcceb302099a8057' }),
    email: z.string(),
    role,
    createdAt: time,
    endsAt: time,
  })
  .meta({ id: 'PendingInvitation' });

export const membersSchema = z
  .strictObject({ data: z.array(memberSchema), invitations: z.array(pendingInvitationSchema) })
  .meta({ id: 'Members' });
