/** What an order may be known by on a list. */
export const listKinds = ['card', 'email', 'email_domain', 'ip', 'network', 'country', 'sku'] as const;
export type ListKind = (typeof listKinds)[number];

/** `block` rejects, `allow` lets limits pass, `lockout` rejects for a while what failed too often. */
export const lists = ['block', 'allow', 'lockout'] as const;
export type List = (typeof lists)[number];

/** What many buyers share, or anybody can put into a basket, lets nobody past the limits. */
export const allowableKinds: ReadonlySet<ListKind> = new Set(['card', 'email', 'email_domain', 'ip', 'network']);
