/** The parts in which a language's texts come (`text-parts.json`): those of Home and the orders, which every page needs; those of what is sold, and
 *  to whom; those of the store itself; and those of reports. */
export const textParts = ['first', 'sales', 'store', 'reports'] as const;
export type TextPart = (typeof textParts)[number];

const firstPages = /^\/[^/]+\/[^/]+(\/(orders(\/[^/]+)?)?)?$/;
const storePages = ['account', 'api-keys', 'members', 'settings', 'upkeep', 'webhooks'];

/** The parts that a page needs: an address below the pages' base. Beside the first one each needs one at most. */
export const textsOf = (location: string): readonly TextPart[] => {
  if (firstPages.test(location)) return ['first'];
  const [, , , page = ''] = location.split('/');
  if (page === 'reports') return ['first', 'reports'];
  return ['first', storePages.includes(page) ? 'store' : 'sales'];
};

/** All parts in the order in which they come: what is needed, then the rest. */
export const inOrder = (needed: readonly TextPart[]): readonly TextPart[] => [
  ...needed,
  ...textParts.filter((part) => !needed.includes(part)),
];
