import type { Session } from '../api/session.js';

const lookAfter: ReadonlySet<string> = new Set(['owner', 'developer']);

/** The installation is no store's: whoever owns a store, or develops for one, looks after it, wherever they stand. Source: `getUpkeep` of the API. */
export const mayLookAfter = ({ stores }: Pick<Session, 'stores'>, right: string): boolean =>
  stores.some(({ role, rights }) => lookAfter.has(role) && rights.includes(right));
