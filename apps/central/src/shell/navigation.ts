/** The pages of a store, in the order of the menu. `keys` opens one from everywhere; who has not the right does not see it. */
export const pages = [
  { name: 'home', href: '/', keys: 'g h', right: 'reports:read' },
  { name: 'orders', href: '/orders', keys: 'g o', right: 'orders:read' },
  { name: 'goods', href: '/goods', keys: 'g p', right: 'goods:read' },
  { name: 'fraud', href: '/fraud', keys: 'g f', right: 'orders:read' },
  { name: 'members', href: '/members', keys: 'g u', right: 'users:read' },
  { name: 'apiKeys', href: '/api-keys', keys: 'g k', right: 'keys:manage' },
  { name: 'upkeep', href: '/upkeep', keys: 'g m', right: 'operations:read' },
  { name: 'settings', href: '/settings', keys: 'g s', right: 'settings:read' },
] as const;

export type PageName = (typeof pages)[number]['name'];

/** The page that an address within the store belongs to: an order is one of the orders. */
export const pageOf = (path: string): PageName | undefined => {
  const [first = ''] = path.split('/').filter((part) => part !== '');
  return pages.find(({ href }) => href === `/${first}`)?.name;
};
