import { type KeyScope, keyScopes } from '../roles/key-scopes.data.js';
import { scopesWithin } from '../roles/key-scopes.js';
import type { Right } from '../roles/roles.data.js';
import { refusal } from '../validation/field-error.js';

const none: ReadonlySet<Right> = new Set();

/** The scopes of a key that somebody with these rights makes, each once: those they asked for, or all they may give. Throws DomainError `not_allowed`
 *  with the place of the first that they may not give: no key does more than who made it. */
export const scopesFor = (rights: ReadonlySet<Right> = none, asked?: readonly KeyScope[]): readonly KeyScope[] => {
  const own = scopesWithin(rights);
  if (asked === undefined) return own;
  const beyond = asked.findIndex((scope) => !own.includes(scope));
  if (beyond >= 0) throw refusal('not_allowed', `/scopes/${beyond}`);
  return keyScopes.filter((scope) => asked.includes(scope));
};
