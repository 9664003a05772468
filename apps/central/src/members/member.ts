/** Who works for the store, as the API answers it: `GET …/users`. */
export interface Member {
  /** usr_… */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly hasSecondFactor: boolean;
  readonly joinedAt: string;
}

export interface Invitation {
  /** inv_… */
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly endsAt: string;
}

/** A role, as the API tells it to somebody of the store. */
export interface ShownRole {
  readonly role: Role;
  readonly rights: readonly string[];
  /** Whether the user may give it, or take it away. */
  readonly mayGrant: boolean;
}

export interface Members {
  readonly data: readonly Member[];
  readonly invitations: readonly Invitation[];
  readonly roles: readonly ShownRole[];
}

export const roles = ['owner', 'manager', 'accountant', 'support', 'developer', 'read_only'] as const;
export type Role = (typeof roles)[number];

/** The roles that the user may give or take. */
export const grantable = (all: readonly ShownRole[]): readonly Role[] =>
  all.flatMap(({ role, mayGrant }) => (mayGrant ? [role] : []));

/** Those of the people whose role has a right. */
export const withRight = ({ data, roles: all }: Members, right: string): readonly Member[] =>
  data.filter(({ role }) => all.some((one) => one.role === role && one.rights.includes(right)));

/** Somebody has to own the store. */
export const isLastOwner = (members: readonly Member[], { id, role }: Member): boolean =>
  role === 'owner' && !members.some((one) => one.role === 'owner' && one.id !== id);
