/** The parts in which a language's texts come (`text-parts.json`): those of Home and the orders, of other pages, and of reports. */
export const textParts = ['first', 'later', 'reports'] as const;
export type TextPart = (typeof textParts)[number];

/** The last part that a page needs: an address below the pages' base. */
export const textsOf = (location: string): TextPart => {
  if (/^\/[^/]+\/[^/]+(\/(orders(\/[^/]+)?)?)?$/.test(location)) return 'first';
  return /^\/[^/]+\/[^/]+\/reports(\/|$)/.test(location) ? 'reports' : 'later';
};

/** Whether a part has come where another one has: each comes with those before it. */
export const isIn = (part: TextPart, reached: TextPart): boolean => textParts.indexOf(part) <= textParts.indexOf(reached);
