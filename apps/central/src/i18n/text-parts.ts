/** The parts in which a language's texts come (`text-parts.json`): those of Home and the orders, which every page needs, those of other pages, and
 *  those of reports. */
export const textParts = ['first', 'later', 'reports'] as const;
export type TextPart = (typeof textParts)[number];

/** The parts that a page needs: an address below the pages' base. Reports and the others need nothing of each other. */
export const textsOf = (location: string): readonly TextPart[] => {
  if (/^\/[^/]+\/[^/]+(\/(orders(\/[^/]+)?)?)?$/.test(location)) return ['first'];
  return ['first', /^\/[^/]+\/[^/]+\/reports(\/|$)/.test(location) ? 'reports' : 'later'];
};

/** All parts in the order in which they come: what is needed, then the rest. */
export const inOrder = (needed: readonly TextPart[]): readonly TextPart[] => [
  ...needed,
  ...textParts.filter((part) => !needed.includes(part)),
];
