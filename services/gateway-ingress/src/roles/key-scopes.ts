import { type KeyScope, keyScopes, rightsByScope } from './key-scopes.data.js';
import type { Right } from './roles.data.js';

/** The scopes that somebody may give a key: those of which they may do everything themselves. */
export const scopesWithin = (rights: ReadonlySet<Right>): readonly KeyScope[] =>
  keyScopes.filter((scope) => rightsByScope[scope].every((right) => rights.has(right)));

const isScope = (name: string): name is KeyScope => (keyScopes as readonly string[]).includes(name);

/** What a key with these scopes may do; a scope of a later release is none. */
export const rightsOfScopes = (scopes: readonly string[]): ReadonlySet<Right> =>
  new Set(scopes.filter(isScope).flatMap((scope) => rightsByScope[scope]));
