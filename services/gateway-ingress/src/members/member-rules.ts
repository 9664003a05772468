import { type MerchantEvent, newEvent } from '@tollgate/contracts';
import { type Role, rightsOf } from '../roles/roles.data.js';
import { refusal } from '../validation/field-error.js';

/** How many may be open in a store. */
const MAX_INVITATIONS = 100;

/** Who works for a store. */
export interface MemberRole {
  /** uuid */
  readonly user: string;
  readonly role: Role;
}

/** What somebody wants to be done with a member. */
export interface MemberCommand {
  /** uuid of who wants it. */
  readonly by: string;
  /** uuid of whom it is about. */
  readonly user: string;
}

/** Nobody gives what they do not have: only roles all of whose rights are their own too, or somebody's second account would do what they may not. Who
 *  may approve refunds is decided by those who set the limits beyond which one waits, or a second account of whoever asked would approve it
 *  (S24). */
export const mayGrant = (own: Role, role: Role): boolean => {
  const [owns, given] = [rightsOf(own), rightsOf(role)];
  if (given.has('refunds:approve') && !owns.has('limits:write')) return false;
  return [...given].every((right) => owns.has(right));
};

const roleIn = (members: readonly MemberRole[], user: string): Role => {
  const found = members.find((one) => one.user === user);
  if (found === undefined) throw refusal('not_found');
  return found.role;
};

/** Throws DomainError `last_owner` where nobody would be left who owns the store. */
const checkOwners = (members: readonly MemberRole[], user: string): void => {
  if (!members.some((one) => one.role === 'owner' && one.user !== user)) throw refusal('last_owner');
};

/** Throws DomainError `too_many_invitations`. `count`: how many are open. */
export const refuseIfFull = (count: number): void => {
  if (count >= MAX_INVITATIONS) throw refusal('too_many_invitations');
};

/** Throws DomainError `not_allowed` for a role that whoever invites, or takes an invitation back, may not give. */
export const checkInvitation = (members: readonly MemberRole[], by: string, role: Role): void => {
  if (!mayGrant(roleIn(members, by), role)) throw refusal('not_allowed');
};

/** Gives a member another role; undefined where they have it already. Throws DomainError `not_found`, `not_allowed` where whoever wants it may not
 *  give the old or the new role, and `last_owner`. */
export const changeRole = (
  members: readonly MemberRole[],
  { by, user }: MemberCommand,
  role: Role,
): MerchantEvent | undefined => {
  const [own, previousRole] = [roleIn(members, by), roleIn(members, user)];
  if (!mayGrant(own, previousRole) || !mayGrant(own, role)) throw refusal('not_allowed');
  if (previousRole === role) return undefined;
  if (previousRole === 'owner') checkOwners(members, user);
  return newEvent('UserRoleChanged', { user, role, previousRole });
};

/** Takes somebody out of the store; everybody may leave. Throws DomainError `not_found`, `not_allowed` where whoever wants it may not give their
 *  role, and `last_owner`. */
export const removeMember = (members: readonly MemberRole[], { by, user }: MemberCommand): MerchantEvent => {
  const [own, role] = [roleIn(members, by), roleIn(members, user)];
  if (by !== user && !mayGrant(own, role)) throw refusal('not_allowed');
  if (role === 'owner') checkOwners(members, user);
  return newEvent('UserRemoved', { user });
};
