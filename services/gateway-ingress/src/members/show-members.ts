import { toPublicId } from '@tollgate/contracts';
import type { Invitation } from '../invitations/invitations.repository.js';
import { type Role, rightsOf, roles } from '../roles/roles.data.js';
import { mayGrant } from './member-rules.js';
import type { Member } from './members.repository.js';

/** An invitation as the store's people see it; its link is in the mail alone. */
export const showInvitation = ({ id, email, role, createdAt, endsAt }: Invitation) => ({
  id: toPublicId('inv', id),
  email,
  role,
  createdAt: createdAt.toISOString(),
  endsAt: endsAt.toISOString(),
});

/** What roles there are, as somebody sees them who has this one. */
const showRoles = (own: Role) =>
  roles.map((role) => ({
    role,
    rights: [...rightsOf(role)],
    mayGrant: rightsOf(own).has('users:manage') && mayGrant(own, role),
  }));

/** Who works for a store, and who was asked to, for somebody who has this role there. */
export const showMembers = (members: readonly Member[], invitations: readonly Invitation[], own: Role) => ({
  data: members.map(({ user, email, name, role, hasSecondFactor, joinedAt }) => ({
    id: toPublicId('usr', user),
    email,
    name,
    role,
    hasSecondFactor,
    joinedAt: joinedAt.toISOString(),
  })),
  invitations: invitations.map(showInvitation),
  roles: showRoles(own),
});
