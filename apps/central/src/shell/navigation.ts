/** The pages of a store, in the order of the menu. `keys` opens one from everywhere. */
export const pages = [
  { name: 'home', href: '/', keys: 'g h' },
  { name: 'orders', href: '/orders', keys: 'g o' },
  { name: 'goods', href: '/goods', keys: 'g p' },
  { name: 'settings', href: '/settings', keys: 'g s' },
] as const;

export type PageName = (typeof pages)[number]['name'];

/** The page that an address within the store belongs to: an order is one of the orders. */
export const pageOf = (path: string): PageName | undefined => {
  const [first = ''] = path.split('/').filter((part) => part !== '');
  return pages.find(({ href }) => href === `/${first}`)?.name;
};
