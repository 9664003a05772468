/** What a person may do in a store. Each route of the API names one; what an API key may do are its scopes (`key-scopes.data.ts`). */
export const rights = [
  'orders:read',
  'orders:place',
  'orders:capture',
  'orders:note',
  'refunds:create',
  'refunds:approve',
  'credits:create',
  'reviews:resolve',
  'deliveries:resend',
  'cards:keep',
  'goods:read',
  'goods:write',
  'licenses:use',
  'customers:read',
  'customers:forget',
  'reports:read',
  'reports:schedule',
  'settings:read',
  'settings:write',
  'limits:write',
  'users:read',
  'users:manage',
  'keys:manage',
  'store:manage',
  'operations:read',
  'operations:manage',
] as const;
export type Right = (typeof rights)[number];

export const roles = ['owner', 'manager', 'accountant', 'support', 'developer', 'read_only'] as const;
export type Role = (typeof roles)[number];

const looking: readonly Right[] = [
  'orders:read',
  'goods:read',
  'customers:read',
  'reports:read',
  'settings:read',
  'users:read',
  'operations:read',
];

/** Whoever may set the limits of money, or make keys, could give money back without a second person. */
const ownersOnly: ReadonlySet<Right> = new Set(['keys:manage', 'customers:forget', 'limits:write']);

/** Deny by default (S24): what a role is not given here it may not do. Who the owners and managers are only owners decide; that is a rule of
 *  users, not of rights. */
const rightsByRole: Readonly<Record<Role, readonly Right[]>> = {
  owner: rights,
  manager: rights.filter((right) => !ownersOnly.has(right)),
  accountant: [
    'orders:read',
    'orders:note',
    'goods:read',
    'customers:read',
    'reports:read',
    'reports:schedule',
    'settings:read',
    'users:read',
  ],
  support: [
    'orders:read',
    'orders:note',
    'refunds:create',
    'deliveries:resend',
    'goods:read',
    'licenses:use',
    'customers:read',
    'settings:read',
    'users:read',
  ],
  developer: [...looking, 'orders:note', 'goods:write', 'licenses:use', 'settings:write', 'keys:manage', 'operations:manage'],
  read_only: looking,
};

const sets: ReadonlyMap<Role, ReadonlySet<Right>> = new Map(roles.map((role) => [role, new Set(rightsByRole[role])]));
const none: ReadonlySet<Right> = new Set();

/** The roles that have a right. */
export const rolesWith = (right: Right): readonly Role[] => roles.filter((role) => rightsOf(role).has(right));

export const rightsOf = (role: Role): ReadonlySet<Right> => sets.get(role) ?? none;
