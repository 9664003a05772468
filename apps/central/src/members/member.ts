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

export interface Members {
  readonly data: readonly Member[];
  readonly invitations: readonly Invitation[];
}

export const roles = ['owner', 'manager', 'accountant', 'support', 'developer', 'read_only'] as const;
export type Role = (typeof roles)[number];

/** The roles that somebody may give or take: those with no right that they do not have. The API decides. */
export const rolesOf = (own: string): readonly Role[] =>
  own === 'owner' ? roles : own === 'manager' ? roles.filter((role) => role !== 'owner' && role !== 'developer') : [];

/** Somebody has to own the store. */
export const isLastOwner = (members: readonly Member[], { id, role }: Member): boolean =>
  role === 'owner' && !members.some((one) => one.role === 'owner' && one.id !== id);
