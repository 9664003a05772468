import type { Right } from './roles.data.js';

/** What a route asks for, see `RouteDescription`. */
interface Asked {
  readonly right?: Right | 'signed_in' | 'public' | undefined;
  readonly alsoRight?: Right | undefined;
}

/** Whether whoever has these rights may ask a route. One that names no right is nobody's. */
export const mayAsk = (rights: ReadonlySet<Right>, { right, alsoRight }: Asked): boolean => {
  if (alsoRight !== undefined && !rights.has(alsoRight)) return false;
  return right === 'signed_in' || (right !== undefined && right !== 'public' && rights.has(right));
};
