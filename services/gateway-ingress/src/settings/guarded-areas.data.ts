/** The areas of settings that guard money: who could change one alone would need no second person. Only people with the right `limits:write` do. */
export const guardedAreas: ReadonlySet<string> = new Set(['credits', 'refunds']);
