import { z } from 'zod';
import { email } from '../addresses/address.schema.js';
import { rights, roles } from '../roles/roles.data.js';

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

const shownRole = z.strictObject({
  role,
  rights: z.array(z.enum(rights)),
  mayGrant: z.boolean().meta({ description: 'Whether you may give this role, or take it away' }),
});

export const membersSchema = z
  .strictObject({ data: z.array(memberSchema), invitations: z.array(pendingInvitationSchema), roles: z.array(shownRole) })
  .meta({ id: 'Members' });
