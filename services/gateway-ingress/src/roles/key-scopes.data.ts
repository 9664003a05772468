import type { Right } from './roles.data.js';

/** What an API key may be for, chosen when it is made. */
export const keyScopes = ['read', 'orders', 'refunds', 'goods', 'licenses', 'settings', 'customers'] as const;
export type KeyScope = (typeof keyScopes)[number];

/** What a scope lets a key do. What none of them has (approving refunds, setting their limits, users, keys) only people do. */
export const rightsByScope: Readonly<Record<KeyScope, readonly Right[]>> = {
  read: ['orders:read', 'goods:read', 'customers:read', 'reports:read', 'settings:read'],
  orders: ['orders:place', 'orders:capture', 'orders:note', 'reviews:resolve', 'deliveries:resend', 'cards:keep'],
  refunds: ['refunds:create', 'credits:create'],
  goods: ['goods:write'],
  licenses: ['licenses:use'],
  settings: ['settings:write'],
  customers: ['customers:forget'],
};
