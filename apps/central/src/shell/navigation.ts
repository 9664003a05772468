/** The pages of a store, in the order of the menu. `keys` opens one from everywhere; `right`: who has it not does not see the page. */
export const pages = [
  { name: 'home', href: '/', keys: 'g h', right: 'reports:read' },
  { name: 'orders', href: '/orders', keys: 'g o', right: 'orders:read' },
  { name: 'approvals', href: '/approvals', keys: 'g q', right: 'refunds:approve' },
  { name: 'terminal', href: '/terminal', keys: 'g t', right: 'orders:place' },
  { name: 'customers', href: '/customers', keys: 'g c', right: 'customers:read' },
  { name: 'goods', href: '/goods', keys: 'g p', right: 'goods:read' },
  { name: 'reports', href: '/reports', keys: 'g r', right: 'reports:read' },
  { name: 'fraud', href: '/fraud', keys: 'g f', right: 'orders:read' },
  { name: 'members', href: '/members', keys: 'g u', right: 'users:read' },
  { name: 'apiKeys', href: '/api-keys', keys: 'g k', right: 'keys:manage' },
  { name: 'webhooks', href: '/webhooks', keys: 'g w', right: 'settings:read' },
  { name: 'upkeep', href: '/upkeep', keys: 'g m', right: 'operations:read' },
  { name: 'settings', href: '/settings', keys: 'g s', right: 'settings:read' },
] as const;

export type StorePage = (typeof pages)[number];
export type PageName = StorePage['name'];

/** The pages that somebody may see. */
export const pagesFor = (can: (right: string) => boolean): readonly StorePage[] => pages.filter(({ right }) => can(right));

/** The page that an address within the store belongs to: an order is one of the orders. */
export const pageOf = (path: string): PageName | undefined => {
  const [first = ''] = path.split('/').filter((part) => part !== '');
  return pages.find(({ href }) => href === `/${first}`)?.name;
};
