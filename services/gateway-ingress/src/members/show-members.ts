import { toPublicId } from '@tollgate/contracts';
import type { Invitation } from '../invitations/invitations.repository.js';
import type { Member } from './members.repository.js';

/** An invitation as the store's people see it; its link is in the mail alone. */
export const showInvitation = ({ id, email, role, createdAt, endsAt }: Invitation) => ({
  id: toPublicId('inv', id),
  email,
  role,
  createdAt: createdAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** Who works for a store, and who was asked to. */
export const showMembers = (members: readonly Member[], invitations: readonly Invitation[]) => ({
  data: members.map(({ user, email, name, role, hasSecondFactor, joinedAt }) => ({
    id: toPublicId('usr', user),
    email,
    name,
    role,
    hasSecondFactor,
    joinedAt: joinedAt.toISOString(),
  })),
  invitations: invitations.map(showInvitation),
});
